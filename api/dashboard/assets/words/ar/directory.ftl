# الدليل.
directory-title = الدليل
directory-competent = من المختص؟
directory-competent-how = اختر مجال إجرام: تظهر هنا الوحدات المختصة به، الأقرب أولاً، مع سبب ترتيب كل منها.
directory-choose = اختر
directory-any = الكل
directory-area = مجال الإجرام
directory-region = أين
directory-language = بأي لغة
directory-agency = الجهة
directory-on = في أي يوم
directory-urgent = عاجل: المتاحة على مدار الساعة أولاً
directory-rank = الترتيب { $rank }
directory-itself = نفسه تحديداً
directory-covers = الأوسع الذي يشمله
directory-language-working = لغة العمل
directory-language-also = لغة إضافية
directory-always-open = على مدار الساعة
directory-not-always-open = ليست على مدار الساعة
directory-nobody = لا توجد وحدة مختصة. آخر المرشحين لا يستوفون: { $criterion }. وسِّع هذا المعيار، أو خاطب أقرب الوحدات أدناه.
directory-passed-over = مختصة بمجال الإجرام لكن استُبعدت
directory-fails = لا تستوفي: { $criterion }
directory-agencies = الجهات
directory-find = الرمز أو الاسم
directory-country = البلد
directory-role = الدور
directory-roles = الأدوار
directory-languages = اللغات
directory-contact = الاتصال
directory-units = الوحدات
directory-international = دولية
directory-none-found = لا توجد جهة مطابقة في الدليل. أزل أحد المعايير.
directory-none = الدليل فارغ. يسجل مدير الدليل الجهات فتظهر هنا.
directory-since = منذ { $on }
directory-until = حتى { $on }
directory-no-agency = لا توجد جهة كهذه
directory-no-agency-text = لا يعرف الدليل جهة بهذا الرمز.
directory-zone = المنطقة الزمنية
directory-no-units = ليس للجهة وحدات بعد. يسجلها مدير الجهة فتظهر هنا.
directory-unit = الوحدة
directory-competences = مختصة بـ
directory-no-competence = لا اختصاص بعد
directory-contact-of-agency = نقطة اتصال الجهة
directory-suspended = معلقة منذ { $on }
directory-unassigned = لم تُكلف وحدة بعد
directory-load-open = مفتوحة
directory-load-at-risk = مهددة بالتأخر
directory-load-overdue = متأخرة
directory-load-how = يحسب العبء الطلبات المستلَمة التي يحق لك الاطلاع عليها.
directory-units-of = { $count ->
    [zero] لا وحدات
    [one] وحدة واحدة
    [two] وحدتان
    [few] { $count } وحدات
    [many] { $count } وحدة
   *[other] { $count } وحدة
}
directory-requests = طلباتها التي يجوز لك الاطلاع عليها
directory-requests-by-direction = حسب الاتجاه
directory-requests-by-standing = حسب المهلة
directory-requests-all = في الاتجاهين
directory-requests-asked = مطلوب منها
directory-requests-asking = هي الطالبة
directory-requests-any = أيًّا كانت المهلة
directory-requests-request = الطلب
directory-requests-route = من وإلى
directory-requests-state = وضعه
directory-requests-due = الحد التالي
directory-requests-case = القضية
directory-requests-no-subject = بلا موضوع بعد
directory-requests-none = لا شيء منها. تظهر هنا الطلبات بين الجهات بقدر ما يجوز لك الاطلاع عليها؛ أزل اختيارًا لترى المزيد.
