# رموز الواجهة بالكلمات: <نوع المخطط>-<الرمز>.

access-kind-view = اطلاع
access-kind-download = تنزيل
access-kind-export = تصدير
access-kind-denial = رفض الوصول
access-kind-replay = إعادة عرض السجل

activity-kind-training = تدريب
activity-kind-meeting = اجتماع
activity-kind-exercise = تمرين
activity-kind-visit = زيارة
activity-kind-coordination = تنسيق

agency-role-ncb = المكتب المركزي الوطني (الإنتربول)
agency-role-spoc = نقطة الاتصال الوحيدة
agency-role-sirene = مكتب سيرين (SIRENE)
agency-role-police = الشرطة
agency-role-prosecution = النيابة العامة
agency-role-court = المحكمة
agency-role-eu-body = هيئة تابعة للاتحاد الأوروبي
agency-role-intl-org = منظمة دولية

availability-direct = متاحة مباشرةً
availability-indirect = متاحة بطريق غير مباشر

category-investigation = التحقيق
category-partnership = الشركاء
category-membership = الأعضاء
category-agreement = الاتفاق
category-joint-activity = نشاط مشترك
category-fact = واقعة مسجلة
category-request = طلب
category-clarification = استيضاح
category-time-limit = مهلة
category-reply = رد
category-correction = تصحيح
category-follow-up = متابعة
category-item = مادة متبادلة
category-review = مراجعة

change-kind-more-requests = طلبات أكثر من المعتاد
change-kind-fewer-requests = طلبات أقل من المعتاد
change-kind-slower-replies = ردود أبطأ من المعتاد
change-kind-faster-replies = ردود أسرع من المعتاد
change-kind-more-refusals = حالات رفض أكثر من المعتاد
change-kind-fewer-refusals = حالات رفض أقل من المعتاد

channel-siena = SIENA (يوروبول)
channel-i-24-7 = منظومة I-24/7 (الإنتربول)
channel-sirene = سيرين (SIRENE)
channel-e-codex = e-CODEX
channel-network-24-7 = شبكة 24/7 (اتفاقية بودابست)
channel-diplomatic = القناة الدبلوماسية
channel-liaison-officer = ضابط الاتصال
channel-jit-space = فضاء التعاون الخاص بالفريق
channel-other = قناة أخرى

classification-official-use = للاستخدام الرسمي فقط
classification-restricted = محدود التوزيع
classification-confidential = سري
classification-secret = سري جداً
classification-top-secret = سري للغاية

clock-standing-at-risk = مهدد بالتأخر
clock-standing-overdue = متأخر

clock-state-not-started = لم يبدأ
clock-state-running = جارٍ
clock-state-suspended = معلق
clock-state-met = تم الوفاء به
clock-state-missed = تم متأخراً
clock-state-breached = تم تجاوزه
clock-state-cancelled = ملغى

consent-kind-onward-sharing = إحالة المعلومات إلى طرف آخر
consent-kind-judicial-use = الاستخدام في الإجراءات القضائية

consent-outcome-given = مُنحت الموافقة
consent-outcome-refused = رُفضت الموافقة

consent-side-to-answer = بانتظار ردنا
consent-side-asked = مطلوبة من الغير

cooperation-dimension-from-agency = الجهة الطالبة
cooperation-dimension-to-agency = الجهة المطلوب منها
cooperation-dimension-from-country = البلد الطالب
cooperation-dimension-to-country = البلد المطلوب منه
cooperation-dimension-unit = الوحدة
cooperation-dimension-instrument = الصك القانوني
cooperation-dimension-crime-area = مجال الإجرام
cooperation-dimension-urgency = درجة الاستعجال
cooperation-dimension-day = اليوم
cooperation-dimension-month = الشهر

cooperation-scope-visible = ما يحق لكم الاطلاع عليه
cooperation-scope-authorised-aggregate = جميع القضايا، بأرقام منشورة مقربة

copy-standing-held = محفوظ لدى المتلقي
copy-standing-restricted = مقيَّد
copy-standing-recalled = مطلوب استرجاعه
copy-standing-returned = أُعيد
copy-standing-kept = محتفظ به لسبب مبيَّن

correctable-field-title = العنوان
correctable-field-provenance = المصدر
correctable-field-purpose = الغرض
correctable-field-legal-basis = الأساس القانوني
correctable-field-content = المحتوى

counting-elapsed = بالوقت الفعلي
counting-calendar-day-end = بأيام تقويمية كاملة

criterion-crime-area = مجال الإجرام
criterion-region = المنطقة
criterion-language = اللغة
criterion-date = التاريخ
criterion-in-service = في الخدمة
criterion-day-and-night = متاحة على مدار الساعة

denial-not-a-member = ليس عضواً
denial-not-a-recipient = الجهة ليست من المتلقين
denial-not-a-named-person = ليس من الأشخاص المسمَّين
denial-clearance-too-low = مستوى التصريح الأمني غير كافٍ
denial-compartment-not-held = غير مخوَّل لدخول هذه المقصورة

desk-kind-draft-to-send = مسودة للإرسال
desk-kind-clarification-to-answer = استيضاح للرد
desk-kind-answer-to-close = طلب مُجاب للإغلاق
desk-kind-request-to-acknowledge = طلب للإشعار بالاستلام
desk-kind-unit-to-assign = وحدة للتكليف
desk-kind-request-to-answer = طلب للرد
desk-kind-limit-to-follow = مهلة للمتابعة
desk-kind-consent-to-answer = موافقة للبت فيها
desk-kind-receipt-to-confirm = استلام للتأكيد
desk-kind-restriction-to-confirm = تقييد للتأكيد
desk-kind-recall-to-confirm = استرجاع للتأكيد
desk-kind-restriction-left-unconfirmed = تقييد لم يؤكَّد
desk-kind-follow-up-to-assign = متابعة للإسناد
desk-kind-follow-up-to-do = متابعة للتنفيذ
desk-kind-follow-up-to-verify = متابعة للتحقق
desk-kind-recommendation-to-answer = توصية للرد

desk-standing-overdue = متأخر
desk-standing-at-risk = مهدد بالتأخر
desk-standing-due = له مهلة
desk-standing-undated = بلا مهلة

direction-outgoing = صادر
direction-incoming = وارد
direction-internal = داخلي

disclosure-open = معلن: يُبلَّغ الطرف الآخر
disclosure-discreet = متكتَّم عليه: يُبلَّغ عند الإفصاح

dismissal-reason-shared-by-many = مشترك بين كثيرين
dismissal-reason-already-known = معروف من قبل
dismissal-reason-not-relevant = غير ذي صلة
dismissal-reason-identifier-wrong = المعرِّف خاطئ

end-reason-no-longer-needed = لم تعد هناك حاجة إليه
end-reason-registered-in-error = سُجل خطأً
end-reason-unlawful = غير مشروع
end-reason-court-order = أمر قضائي
end-reason-data-subject-right = حق صاحب البيانات
end-reason-retention-ended = انتهت مدة الحفظ

erasure-reason-retention-ended = انتهت مدة الحفظ
erasure-reason-originator-asked = بطلب من الجهة المصدِّرة
erasure-reason-court-order = أمر قضائي
erasure-reason-unlawful = غير مشروع
erasure-reason-data-subject-right = حق صاحب البيانات
erasure-reason-other = سبب آخر

evaluation-scheme-europol-4-x4 = يوروبول 4×4
evaluation-scheme-admiralty-6-x6 = نظام الأدميرالية 6×6
evaluation-scheme-national-5-x5-x5 = وطني 5×5×5
evaluation-scheme-national-3-x5-x2 = وطني 3×5×2

fact-kind-incident = حادث
fact-kind-investigation-opened = فتح التحقيق
fact-kind-case-opened-at-agency = فتح قضية لدى جهة
fact-kind-coordination-meeting = اجتماع تنسيقي
fact-kind-team-established = تشكيل الفريق
fact-kind-member-joined = انضمام عضو
fact-kind-unit-assigned = تكليف وحدة
fact-kind-authorisation = إذن
fact-kind-request-sent = إرسال طلب
fact-kind-request-refused-or-unanswered = طلب مرفوض أو بلا رد
fact-kind-intelligence-shared = تبادل معلومات استخباراتية
fact-kind-action-day = يوم العمليات
fact-kind-infrastructure-control = السيطرة على البنية التحتية
fact-kind-alert-to-targets = تنبيه المستهدفين
fact-kind-result-reported = الإبلاغ عن نتيجة
fact-kind-findings-published = نشر النتائج
fact-kind-agreement-signed = توقيع الاتفاق
fact-kind-agreement-extended = تمديد الاتفاق
fact-kind-prosecution-decision = قرار الملاحقة القضائية
fact-kind-trial = محاكمة
fact-kind-verdict = حكم
fact-kind-follow-up = متابعة
fact-kind-case-closed-or-suspended = إغلاق القضية أو تعليقها
fact-kind-lessons-learned-review = مراجعة الدروس المستفادة
fact-kind-work-taken-up = بدء العمل
fact-kind-work-queued = عمل في قائمة الانتظار
fact-kind-work-waiting = عمل معلق بانتظار الغير
fact-kind-work-completed = إنجاز العمل
fact-kind-handed-over = تسليم إلى جهة أخرى
fact-kind-other = واقعة أخرى

fate-added = أُضيف
fate-changed = تغيَّر
fate-ended = انتهى
fate-gone = لم يعد موجوداً

figure-standing-known = معلوم
figure-standing-empty = لا شيء للقياس
figure-standing-insufficient-data = بيانات غير كافية
figure-standing-not-reached = لم يُبلغ بعد
figure-standing-between = بين قيمتين

figure-unit-count = عدد
figure-unit-share = نسبة مئوية
figure-unit-ratio = نسبة
figure-unit-seconds = مدة

finding-category-results = نتائج
finding-category-legal-issue = مسألة قانونية
finding-category-practical-difficulty = صعوبة عملية
finding-category-best-practice = ممارسة فضلى

flow-kind-request = طلب
flow-kind-item = مادة
flow-kind-hit = تطابق

follow-up-stage-open = مفتوحة
follow-up-stage-assigned = مسندة
follow-up-stage-completed = منجزة
follow-up-stage-verified = متحقَّق منها
follow-up-stage-cancelled = ملغاة

forecast-method-smoothing = تمهيد أسّي
forecast-method-recent-mean = متوسط الأشهر الستة الأخيرة

handling-h0 = H0: لمنع الجريمة ومكافحتها فقط
handling-h1 = H1: لا يُستخدم في الإجراءات القضائية دون إذن
handling-h2 = H2: لا يُعمَّم دون إذن
handling-h3 = H3: قيود أخرى كما هي مبيَّنة

hit-standing-new = جديد
hit-standing-acknowledged = أُخذ به علماً
hit-standing-request-opened = فُتح طلب
hit-standing-dismissed = مستبعد

identifier-kind-phone = رقم هاتف
identifier-kind-account = حساب
identifier-kind-vehicle = مركبة
identifier-kind-document = وثيقة
identifier-kind-email = عنوان بريد إلكتروني
identifier-kind-wallet = محفظة رقمية
identifier-kind-artefact = أثر رقمي

instrument-eu-2023-977 = التوجيه (الاتحاد الأوروبي) 2023/977
instrument-eu-eio = أمر التحقيق الأوروبي
instrument-eu-eio-provisional = أمر التحقيق الأوروبي: تدبير مؤقت
instrument-eu-eio-interception-notice = أمر التحقيق الأوروبي: إخطار باعتراض الاتصالات
instrument-eu-sirene = معلومات تكميلية (SIRENE)
instrument-eu-epoc = أمر التقديم الأوروبي
instrument-eu-epoc-pr = أمر الحفظ الأوروبي
instrument-coe-budapest-29 = اتفاقية بودابست، المادة 29 (الحفظ)
instrument-coe-2-ap-art7 = البروتوكول الإضافي الثاني، المادة 7
instrument-coe-2-ap-art8 = البروتوكول الإضافي الثاني، المادة 8
instrument-mla-general = المساعدة القانونية المتبادلة
instrument-interpol-channel = قناة الإنتربول
instrument-task-force-agreement = ترتيب فرقة العمل

item-kind-intelligence = معلومات استخباراتية
item-kind-evidence = دليل

legal-basis-kind-jit-agreement = اتفاق فريق تحقيق مشترك
legal-basis-kind-task-force-arrangement = ترتيب فرقة عمل
legal-basis-kind-treaty = معاهدة
legal-basis-kind-domestic-law = القانون الوطني
legal-basis-kind-imported-record = سجل مستورد

member-role-leader = قائد الفريق
member-role-administrator = مدير الفضاء
member-role-member = عضو
member-role-seconded-member = عضو منتدب
member-role-reader = مطَّلع

metric-m1 = المرسَل والمستلَم
metric-m2 = المدة حتى الاستلام
metric-m3 = المدة حتى الإشعار بالاستلام
metric-m4 = معدل الإشعار بالاستلام
metric-m5 = الإشعار بالاستلام في الموعد
metric-m6 = المدة حتى تكليف وحدة
metric-m7 = المدة حتى القرار
metric-m8 = المدة حتى أول رد موضوعي
metric-m9 = مدة الاستجابة
metric-m10 = معدل الالتزام بالمواعيد
metric-m11 = معدل تلبية الطلبات
metric-m12 = معدل الرفض وأسبابه
metric-m13 = معدل الطلبات المستوفاة من أول مرة
metric-m14 = التأخر بسبب الاستيضاح
metric-m15 = التوجيه الخاطئ
metric-m16 = الطلبات المتراكمة
metric-m17 = الطلبات المتراكمة المتأخرة
metric-m18 = نسبة الإنجاز
metric-m19 = التبادل التلقائي
metric-m20 = الفائدة
metric-m21 = مدة الموافقة ومعدلها
metric-m22 = تأكيد التقييدات
metric-m23 = توازن الأحجام
metric-m24 = المعاملة بالمثل في التلبية
metric-m25 = المعاملة بالمثل في السرعة
metric-m26 = إنجاز المتابعات
metric-m27 = الأخذ بالتوصيات
metric-m28 = الوسيط مع احتساب الطلبات المفتوحة
metric-m29 = استمرارية الاتصال
metric-answered-80 = المدة التي أُجيب خلالها على 80 %

obligation-acknowledge = الإشعار بالاستلام
obligation-decide = اتخاذ القرار
obligation-execute = التنفيذ
obligation-provide = تقديم المعلومات
obligation-object = الاعتراض
obligation-preserve = الحفظ
obligation-reply-by-wish = الرد في التاريخ المرغوب

obligation-kind-receipt = استلام الأدلة
obligation-kind-restriction = تقييد
obligation-kind-recall = استرجاع

obligation-side-to-confirm = للتأكيد من جانبنا
obligation-side-unconfirmed = لم يؤكده الآخرون

outcome-positive = إيجابي
outcome-negative = سلبي
outcome-partial = جزئي

pap-clear = PAP:CLEAR: بلا حدود
pap-green = PAP:GREEN: يُسمح بالإجراءات النشطة
pap-amber = PAP:AMBER: تحقق غير مباشر فقط
pap-red = PAP:RED: لا إجراء قابلاً للكشف

partner-role-party = طرف
partner-role-participant = مشارك
partner-role-observer = مراقب

partner-standing-invited = مدعو
partner-standing-joined = منضم
partner-standing-declined = اعتذر
partner-standing-left = انسحب

phase-setting-up = التأسيس
phase-operational = العمليات
phase-post-operational = ما بعد العمليات
phase-closed = مغلقة
phase-archived = مؤرشفة

precision-second = بالثانية
precision-minute = بالدقيقة
precision-day = باليوم
precision-month = بالشهر
precision-year = بالسنة
precision-unknown = غير معلوم

recommendation-standing-open = مفتوحة
recommendation-standing-accepted = مقبولة
recommendation-standing-declined = مرفوضة
recommendation-standing-verified = متحقَّق من تنفيذها

refusal-ground-not-available = المعلومات غير متاحة
refusal-ground-request-not-compliant = الطلب غير مستوفٍ للشروط
refusal-ground-judicial-authorisation-refused = رُفض الإذن القضائي
refusal-ground-data-category-excluded = فئة بيانات مستثناة
refusal-ground-inaccurate-or-outdated = غير دقيقة أو متقادمة
refusal-ground-national-security = مصالح الأمن القومي
refusal-ground-jeopardises-investigation-or-safety = يعرِّض تحقيقاً أو سلامة شخص للخطر
refusal-ground-legal-person-interests = مصالح شخص اعتباري
refusal-ground-minor-offence = جريمة بسيطة
refusal-ground-not-an-offence = الفعل لا يشكل جريمة
refusal-ground-third-party-consent-missing = غياب موافقة طرف ثالث
refusal-ground-immunity-or-privilege = حصانة أو امتياز
refusal-ground-ne-bis-in-idem = عدم جواز المحاكمة مرتين عن الجرم ذاته
refusal-ground-fundamental-rights = الحقوق الأساسية
refusal-ground-dual-criminality = انتفاء ازدواجية التجريم
refusal-ground-interpol-art-3 = المادة 3 من القانون الأساسي للإنتربول
refusal-ground-other = سبب آخر

request-order-next-due = الأقرب موعداً
request-order-newest = الأحدث أولاً

request-state-draft = مسودة
request-state-sent = مُرسَل
request-state-received = مستلَم
request-state-acknowledged = أُشعر باستلامه
request-state-accepted = مقبول
request-state-in-execution = قيد التنفيذ
request-state-answered = مُجاب
request-state-refused = مرفوض
request-state-withdrawn = مسحوب
request-state-closed = مغلق

review-type-mid-term = مراجعة منتصف المدة
review-type-final = مراجعة ختامية
review-type-incident = مراجعة حادث

reviewed-phase-setting-up = التأسيس
reviewed-phase-operational = العمليات
reviewed-phase-post-operational = ما بعد العمليات
reviewed-phase-whole = المجمل

role-directory-administrator = مدير الدليل
role-agency-administrator = مدير الجهة
role-investigation-opener = مخوَّل بفتح التحقيقات
role-cooperation-analyst = محلل التعاون

routing-preference-day-and-night = متاحة على مدار الساعة
routing-preference-crime-area = مجال الإجرام نفسه
routing-preference-region = المنطقة الأقرب
routing-preference-language = اللغة
routing-preference-specialised = الأكثر تخصصاً

scope-full = بالكامل
scope-part = جزئياً

source-grade-official = مصدر رسمي
source-grade-press = صحافة
source-grade-secondary = مصدر ثانوي
source-grade-record = سجل

source-kind-request = طلب
source-kind-shared-item = مادة متبادلة
source-kind-finding = استنتاج
source-kind-recommendation = توصية
source-kind-meeting = اجتماع

thing-kind-investigation = التحقيق
thing-kind-partner = شريك
thing-kind-member = عضو
thing-kind-request = طلب
thing-kind-limit = مهلة
thing-kind-item = مادة متبادلة
thing-kind-follow-up = متابعة

tlp-clear = TLP:CLEAR: بلا قيود على النشر
tlp-green = TLP:GREEN: داخل الأوساط المعنية
tlp-amber = TLP:AMBER: المنظمة وعملاؤها عند الحاجة إلى المعرفة
tlp-amber-strict = TLP:AMBER+STRICT: داخل المنظمة فقط
tlp-red = TLP:RED: للأشخاص المسمَّين فقط

trend-direction-rising = صاعد
trend-direction-falling = هابط
trend-direction-none-found = لم يُرصد اتجاه

trend-figure-sent = الطلبات المرسلة
trend-figure-median-response-s = وسيط مدة الاستجابة
trend-figure-on-time = نسبة الالتزام بالموعد

urgency-routine = عادي
urgency-urgent = عاجل
urgency-emergency = طارئ

used-in-lead = خيط في التحقيق
used-in-arrest = توقيف
used-in-seizure = ضبط
used-in-charge = توجيه الاتهام
used-in-none = لم تُستخدم

verdict-on-time = في الموعد
verdict-late = بعد الموعد
verdict-overdue = تجاوز الموعد ولم يُنجز
verdict-open = ما زال جارياً
verdict-resting = معلق
verdict-not-started = لم يبدأ
verdict-cancelled = ملغى

window-kind-cohort = بحسب تاريخ إرسال الطلبات
window-kind-flow = بحسب تاريخ وقوع ما يُقاس
window-kind-as-of = في لحظة معيَّنة

withdrawal-reason-no-longer-needed = لم تعد هناك حاجة إليه
withdrawal-reason-misdirected = أُرسل إلى جهة غير مختصة
withdrawal-reason-obtained-otherwise = تم الحصول على المعلومات بطريق آخر
withdrawal-reason-duplicate = طلب مكرر
withdrawal-reason-other = سبب آخر

crime-area-crimes-against-children-and-trafficking = الجرائم ضد الأطفال والاتجار بالبشر
crime-area-cybercrime-and-digital-evidence = الجريمة السيبرية والأدلة الرقمية
crime-area-narcotics-and-organised-crime = المخدرات والجريمة المنظمة
crime-area-terrorism-and-extremism = الإرهاب والتطرف
crime-area-crime-analysis = التحليل الجنائي
crime-area-child-sexual-exploitation = الاستغلال الجنسي للأطفال
crime-area-human-trafficking = الاتجار بالبشر
crime-area-migrant-smuggling = تهريب المهاجرين
crime-area-missing-persons = الأشخاص المفقودون
crime-area-cybercrime = الجريمة السيبرية
crime-area-digital-forensics = الأدلة الجنائية الرقمية
crime-area-drugs = المخدرات
crime-area-organised-crime = الجريمة المنظمة
crime-area-firearms = الأسلحة النارية
crime-area-stolen-vehicles = المركبات المسروقة
crime-area-cultural-property = الممتلكات الثقافية
crime-area-environmental-crime = الجرائم البيئية
crime-area-financial-crime-and-corruption = الجرائم المالية والفساد
crime-area-counterfeit = التزييف والتقليد
crime-area-fugitives = الفارون من العدالة
crime-area-terrorism = الإرهاب
crime-area-extremism = التطرف
crime-area-war-crimes = جرائم الحرب وسائر الجرائم الدولية الكبرى
crime-area-analysis-crimes-against-persons = تحليل الجرائم ضد الأشخاص
crime-area-analysis-cybercrime = تحليل الجريمة السيبرية
crime-area-analysis-organised-crime = تحليل المخدرات والجريمة المنظمة
crime-area-analysis-terrorism = تحليل الإرهاب

unit-family-crimes-against-children-and-trafficking = الجرائم ضد الأطفال والاتجار بالبشر
unit-family-cybercrime-and-digital-evidence = الجريمة السيبرية والأدلة الرقمية
unit-family-narcotics-and-organised-crime = المخدرات والجريمة المنظمة
unit-family-terrorism-and-extremism = الإرهاب والتطرف
unit-family-crime-analysis = التحليل الجنائي بحسب المنطقة أو الموضوع

region-world = العالم
region-002 = أفريقيا
region-019 = الأمريكتان
region-142 = آسيا
region-150 = أوروبا
region-009 = أوقيانوسيا
region-010 = أنتاركتيكا
region-202 = أفريقيا جنوب الصحراء
region-419 = أمريكا اللاتينية ومنطقة البحر الكاريبي
region-015 = شمال أفريقيا
region-014 = شرق أفريقيا
region-017 = وسط أفريقيا
region-018 = الجنوب الأفريقي
region-011 = غرب أفريقيا
region-029 = منطقة البحر الكاريبي
region-013 = أمريكا الوسطى
region-005 = أمريكا الجنوبية
region-021 = أمريكا الشمالية
region-143 = آسيا الوسطى
region-030 = شرق آسيا
region-035 = جنوب شرق آسيا
region-034 = جنوب آسيا
region-145 = غرب آسيا
region-151 = شرق أوروبا
region-154 = شمال أوروبا
region-039 = جنوب أوروبا
region-155 = غرب أوروبا
region-053 = أستراليا ونيوزيلندا
region-054 = ميلانيزيا
region-057 = ميكرونيزيا
region-061 = بولينيزيا
