# Analysis: hits, links of cases, routes, rising crime areas, registrations.
analysis-part-hits = التطابقات
analysis-part-links = روابط القضايا
analysis-part-routes = المسارات
analysis-part-rising = المجالات المتصاعدة
analysis-part-registrations = التسجيلات
analysis-title-hits = التطابقات بين القضايا
analysis-title-links = روابط القضايا
analysis-title-routes = المسارات بين الدول
analysis-title-rising = مجالات الجريمة المتصاعدة
analysis-title-registrations = المعرّفات المسجَّلة
analysis-about-hits = لدى قضية أخرى معرّف سجّله جهازك. تعرف نوعه وبمن تتصل، ولا شيء عن تلك القضية.
analysis-about-links = قضاياك وما يشاركها المعرّفات: قضية أنت عضو فيها، وإلا فالجهاز.
analysis-about-routes = الطلبات والمواد والتطابقات من دولة إلى أخرى في مجال ما، محسوبة على ما يجوز لك الاطلاع عليه؛ وما يبقى داخل دولة ليس مسارًا.
analysis-about-rising = الطلبات المرسلة في آخر الأشهر المنتهية مقارنةً بعدد مماثل قبلها، لكل يوم. يثبت التصاعد حين لا تكاد المصادفة وحدها تُظهره، حتى بين كل المجالات المقارنة.
analysis-about-registrations = بصمات بمفتاح لمعرّفات سجّلها جهازك لقضاياه؛ لا يوجد هنا المعرّف ولا المفتاح أبدًا.
analysis-any = الكل
analysis-standing = الحالة
analysis-kind = المعرّف
analysis-own-case = قضيتك
analysis-case = قضية
analysis-other = الجانب الآخر
analysis-told = أُبلغ به
analysis-do = التالي
analysis-request = طلب
analysis-opened = الطلب المفتوح
analysis-undisclosed = لم يُكشف بعد
analysis-hits-all = كل التطابقات
analysis-hits-none = لا تطابق بعد. حين تسجّل بوابتك معرّفات لقضية يظهر هنا تطابق إذا كان أحدها لدى قضية أخرى.
analysis-hits-none-so = لا تطابق بهذه الحالة.
analysis-links-none = لا تشارك قضاياك أي معرّف مع قضية أخرى يجوز لك العلم بها.
analysis-shared = المعرّفات المشتركة
analysis-hits = التطابقات
analysis-first = الأول
analysis-last = الأخير
analysis-graph-label = قضاياك (مربعات) وما يشاركها المعرّفات (دوائر)؛ يزداد عرض الخط بكثرتها
analysis-what = ما يُحتسب
analysis-first-month = الشهر الأول
analysis-last-month = الشهر الأخير
analysis-routes-none = لا شيء مما يجوز لك الاطلاع عليه ينتقل من دولة إلى أخرى في هذه الأشهر.
analysis-no-area = غير مذكور
analysis-requests = الطلبات
analysis-items = المواد
analysis-total = المجموع
analysis-rests-on = يستند إلى
analysis-evidence = الأدلة
analysis-evidence-more = آخر { $shown } من { $total }.
analysis-months = فترات مدتها
analysis-months-each =
    { $months ->
        [one] شهر واحد
        [two] شهران
        [few] { $months } أشهر
        [many] { $months } شهرًا
       *[other] { $months } شهر
    }
analysis-periods = الطلبات المرسلة من { $since } إلى ما قبل { $until } مقارنةً بما أُرسل ابتداءً من { $before }؛ ولا يُقال شيء عن أقل من { $least }.
analysis-rising-none = لم يُرسل في هذه الأشهر أي طلب يجوز لك الاطلاع عليه.
analysis-rising-label = نسبة الطلبات الحديثة إلى السابقة لكل يوم مع نطاق 95 % على محور لوغاريتمي؛ والمثلث يدل على تصاعد ثابت
analysis-recent = الحديثة
analysis-before = السابقة
analysis-ratio = النسبة
analysis-ratio-axis = النسبة، لوغاريتمية
analysis-p = p
analysis-p-adjusted = p المعدَّلة
analysis-adjusted = معدَّلة { $p }
analysis-real = التصاعد
analysis-is-real = ثابت
analysis-is-chance = قد يكون مصادفة
analysis-registrations-none = لم يسجّل جهازك أي معرّف يجوز لك الاطلاع عليه. تسجّلها بوابته لقضية ببصماتها.
analysis-key = المفتاح
analysis-registered = سُجِّل
analysis-valid = حتى
analysis-discreet = سرّي
analysis-stands = قائم
analysis-rates = المسجَّل لقضية تقودها
analysis-rates-label = المعرّفات التي سجّلها كل جهاز للقضية يومًا بيوم
analysis-rates-none = لم يسجّل أحد معرّفًا لهذه القضية في آخر 90 يومًا.
analysis-day = اليوم
analysis-agency = الجهاز
