# قضية: ترويستها وشريط زمنها وتسلسلها الزمني وسائر أجزائها.
case-none = لا يوجد تحقيق كهذا
case-none-text = لا يوجد تحقيق كهذا، أو ليس لك الاطلاع عليه. تحقّق من العنوان، أو اطلب من أحد مسؤولي التحقيق أن يقبلك عضوًا.
case-not-yet = في تلك اللحظة لم يكن في هذا التحقيق شيء يخصّك. حرّك المؤشر إلى الأمام، أو عُد إلى الآن.
case-parts = أجزاء التحقيق
case-part-timeline = التسلسل الزمني
case-part-requests = الطلبات
case-part-items = المواد المتبادلة
case-part-follow-ups = المتابعات
case-part-reviews = المراجعات
case-part-together = الأنشطة المشتركة
case-part-confidentiality = السرية
case-part-what-if = ماذا لو
case-part-knowledge = من كان يعلم ماذا
case-legal-basis = الأساس القانوني
case-crime-areas = مجالات الجريمة
case-agreement = الاتفاق
case-no-agreement = لا اتفاق مسجّل
case-since = منذ { $day }
case-signed = وُقّع في { $day }
case-open-ended = دون أجل محدد
case-amended = { $count ->
    [one] عُدّل مرة واحدة
    [two] عُدّل مرتين
   *[other] عُدّل { $count } مرات
}
case-third-parties = الأطراف الثالثة:
case-opened = الافتتاح
case-planned-end = النهاية المقررة { $day }
case-open = المفتوح
case-open-counts = { $open } من { $all } { $all ->
    [one] طلب
    [two] طلبين
    [few] طلبات
   *[other] طلبًا
} · { $followups } { $followups ->
    [one] متابعة
    [two] متابعتان
    [few] متابعات
   *[other] متابعة
}
case-members = الأعضاء
case-members-active = { $count ->
    [one] عضو نشط واحد
    [two] عضوان نشطان
    [few] { $count } أعضاء نشطين
   *[other] { $count } عضوًا نشطًا
}
case-administrator = مسؤول
case-compartments = الأقسام المقيّدة
case-partners = الشركاء
case-lead = القائد
case-international = هيئة دولية
case-export-whole = القضية كاملة
case-report = تقرير
case-time = اللحظة
case-moment = اللحظة
case-moment-from = من
case-moment-to = إلى
case-to-now = الآن
case-compare = قارن
case-compare-end = أنهِ المقارنة
case-way = ما المقصود بالماضي
case-was = كما كان حينها
case-known = كما عُرف حينها
case-was-meaning = ما كان قد حدث حتى ذلك الحين بحسب المعلوم الآن: تُحتسب البلاغات المتأخرة والتصحيحات.
case-known-meaning = ما كان في هذا السجل حينها، ولا شيء مما علمه لاحقًا.
case-past-no-acting = أنت تنظر إلى الماضي: لا يمكن القيام بشيء من هنا.
case-steps = خطوة بخطوة
case-before = العودة إلى ما حدث قبل ذلك
case-after = الانتقال إلى ما حدث بعد ذلك
case-at-of = { $at }، { $count } من { $all } قيدًا
case-filters = مرشحات التسلسل الزمني
case-kind = النوع
case-category = العلامات والفئات
case-agency = الجهة
case-direction = الاتجاه
case-request = الطلب
case-text = النص
case-all = الكل
case-system = وما سجّله النظام أيضًا
case-clear = إزالة المرشحات
case-list = قيود التسلسل الزمني
case-entries = { $count ->
    [one] قيد واحد
    [two] قيدان
    [few] { $count } قيود
   *[other] { $count } قيدًا
}
case-live-live = مباشر
case-live-connecting = جارٍ الاتصال
case-live-away = انقطع الاتصال، تجري إعادة المحاولة
case-came = { $count ->
    [one] قيد جديد
    [two] قيدان جديدان
    [few] { $count } قيود جديدة
   *[other] { $count } قيدًا جديدًا
}
case-new = جديد
case-newest-first = الأحدث أولًا
case-oldest-first = الأقدم أولًا
case-export-seen = المرشَّح بصيغة CSV
case-no-entry = لا قيد يوافق هذه المرشحات. أزلها، أو انظر إلى لحظة أخرى.
case-entry-none = يسمّي العنوان قيدًا لا وجود له، أو ليس لك الاطلاع عليه.
case-entry-filtered = القيد الذي يسمّيه العنوان لا يوافق هذه المرشحات.
case-entry-show = أظهره
case-cycle = الدورة { $cycle }
case-by-system = من النظام
case-corrected = صُحّح لاحقًا
case-corrects = يصحّح قيدًا سابقًا
case-to-item = إلى المادة
case-to-follow-up = إلى المتابعة
case-to-review = إلى المراجعة
case-recorded-by = سجّله
case-position = الموضع { $position }
case-copy-link = نسخ الرابط
case-copied = نُسخ رابط القيد.
case-no-subject = لا موضوع بعد
case-yes = نعم
case-no = لا
case-bytes = { $bytes } بايت
case-lanes = التسلسل الزمني مرسومًا
case-lanes-label = { $count } قيدًا في مسارات { $agencies } جهات، الطلبات أقواس والمهل القانونية أشرطة. والقائمة المجاورة تقول الشيء نفسه بالكلمات.
case-lanes-how = اسحب للتحريك، وCtrl مع العجلة للتكبير. العلامة تقود إلى قيدها، والشريط إلى قيود طلبه.
case-clocks-thinned = من بين مهل كثيرة جدًا لا يُرسم إلا الجاري منها والمعلّق والمتجاوَز: { $shown }.
case-clock-legend = الأشرطة: ✓ روعي، ! تُجووز، ‖ موقوف؛ وفوق الشريط: المتقطع وقف، والمتصل تمديد
case-zoom = التكبير
case-zoom-all = الكل
case-zoom-quarter = 3 أشهر
case-zoom-month = 30 يومًا
case-zoom-week = 7 أيام
case-zoom-day = 24 ساعة
case-limit = المهلة:
case-clock-none = لم تبدأ أي مهلة قانونية.
case-clock-overdue = متأخر
case-state = الحالة
case-limits = المهل القانونية
case-its-entries = قيوده
case-awaiting-clarification = بانتظار إيضاح
case-awaiting-authorisation = بانتظار إذن قاضٍ
case-postponed = مؤجل
case-escalated = مرفوع إلى مستوى أعلى
case-refused = رُفض: { $grounds }
case-no-request = لا طلب يمكنك رؤيته بعد. يصوغ أحد الشركاء طلبًا ويرسله، فيظهر هنا مع مهله.
case-no-item = لم يُشارَك بعد شيء يمكنك رؤيته. ما يشاركه الشركاء يظهر هنا مع شروطه.
case-item-item = المادة
case-item-conditions = الشروط
case-item-with = لدى
case-item-since = منذ
case-item-unasked = دون طلب
case-item-owed = للتأكيد: { $what }
case-item-erase-on = تُمحى في { $day }
case-item-content = المحتوى محفوظ هنا
case-item-confirmed = تأكّد الاستلام
case-item-not-confirmed = لم يتأكد الاستلام
case-item-unseen = مادة لا يمكنك رؤيتها الآن
case-owed-now = ما يُنتظر تأكيده وما طُلب أدناه هو كما هو الآن؛ ولا ماضي له يُنظر إليه.
case-to-confirm = على جهتي تأكيده
case-unconfirmed = لم يؤكده الآخرون منذ ثلاثة أيام
case-to-answer = موافقات تُطلب من جهتي
case-asked = موافقات طلبتها جهتي
case-consent-open = مفتوح
case-answer = الجواب:
case-valid-until = حتى { $day }
case-no-follow-up = لا شيء للمتابعة بعد. تنشأ المتابعة عن طلب أو مادة أو استنتاج أو اجتماع.
case-follow-up-task = المهمة
case-follow-up-who = من وإلى
case-follow-up-state = الحالة
case-follow-up-due = الأجل
case-follow-up-from = المصدر: { $source }
case-follow-up-notes = { $count ->
    [one] ملاحظة تقدم واحدة
    [two] ملاحظتا تقدم
    [few] { $count } ملاحظات تقدم
   *[other] { $count } ملاحظة تقدم
}
case-nobody-yet = لا أحد بعد
case-no-past = هذا الجزء كما هو الآن؛ ولا ماضي له يُنظر إليه.
case-no-review = لم يراجع أحد هذا التحقيق بعد. تظهر المراجعة هنا منذ افتتاحها.
case-review-final = نهائية
case-review-open = مفتوحة
case-review-window = تشمل المواضع { $from } إلى { $to }
case-review-confirmed = أكّد التسلسل الزمني
case-findings = الاستنتاجات
case-recommendations = التوصيات
case-annotations = الحواشي
case-answers = أجوبة التقييم
case-joint = جواب مشترك
case-its-follow-up = متابعتها
case-no-activity = لا نشاط مشترك مسجّل بعد: لا تدريب ولا اجتماع ولا تمرين ولا زيارة.
case-activity-what = النشاط
case-activity-when = عُقد
case-activity-who = الجهات
case-activity-persons = الأشخاص
case-activity-cancelled = أُلغي
case-no-confidentiality = لا يُطلب من الأعضاء أي تعهد بالسرية.
case-confidentiality-past = كما في يوم اللحظة المختارة أعلاه.
case-versions = النسخ
case-in-force = نافذة
case-version-from = اعتبارًا من { $day }، و{ $days } يومًا للتوقيع
case-late = متأخرون
case-unsigned = لم تُوقَّع { $version }
case-sign-by = في الوقت حتى { $day }
case-nobody-late = وقّع كل عضو نشط في الوقت.
case-signatures = التوقيعات
case-difference = الفرق
case-difference-between = { $from } ← { $to }
case-no-difference = لا شيء مما يمكنك رؤيته يختلف بين اللحظتين.
case-change-fate = ما آل إليه
case-change-thing = الشيء
case-change-value = القيمة
case-change-before = قبل
case-change-after = بعد
case-what-if-limits = مهل أخرى
case-what-if-meaning = يفترض أن كل طلب في القضية خضع منذ إرساله لنمط مهل آخر. لا يغيّر ذلك شيئًا.
case-what-if-choose = اختر نمطًا: تظهر كل مهلة إلى جانب ما كانت ستكونه.
case-profile = نمط المهل
case-choose = اختر
case-no-limit = لا طلب في القضية له مهل تُقارن.
case-verdicts = الأحكام
case-verdict = الحكم
case-actual = كما كان
case-hypothetical = كما كان سيكون
case-changed-only = حيث يختلف الحكم فقط
case-obligation = الالتزام
case-shift = أُزيح بمقدار
case-no-such-limit = لا مهلة كهذه
case-what-if-routing = توجيه آخر
case-what-if-routing-meaning = الوحدة التي أُسند إليها كل طلب أولًا، إلى جانب ما كانت هذه القاعدة ستقترحه من الدليل كما كان قبيل ذلك.
case-preferences = ما يُحتسب، الأثقل أولًا
case-weightier = زيادة وزن: { $what }
case-leave-out = استبعاد: { $what }
case-language-needed = اللغة لازمة
case-always-needed = للعاجل يلزم العمل ليلًا ونهارًا
case-no-assignment = لم يُسند أي طلب في القضية إلى وحدة بعد.
case-routing-assignments = الإسنادات
case-routing-agreeing = أُسندت على النحو نفسه
case-routing-without-competent-unit = لا وحدة مختصة
case-routing-misrouted = وُجّهت خطأ
case-routing-set-right = كانت ستُوجَّه صوابًا
case-assigned = أُسند أولًا إلى
case-proposed = كان سيُقترح
case-standing = المقارنة
case-last-unit = ثم
case-none-competent = لا مختصة
case-why = لماذا
case-agrees = نفسها
case-ranked = المرتبة { $rank }
case-unranked = ما كانت لتُقترح
case-knowledge-meaning = ما كان يجوز لجهة أن تراه من هذه القضية في اللحظة المختارة أعلاه، بحسب ما شورك وقُيّد واستُرجع حتى ذلك الحين؛ بقدر ما تراه أنت نفسك.
case-knowledge-choose = اختر جهة: يظهر هنا ما كان يمكنها رؤيته.
