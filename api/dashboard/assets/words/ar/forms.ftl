# نماذج الأوامر.
form-needed = مطلوب
form-choose = اختر …
form-nothing-to-choose = لا يوجد ما يُختار منه.
form-take-away = إزالة
form-more = المزيد
form-unit = الوحدة
form-days = أيام
form-hours = ساعات
form-occurred = بالدقة المعروفة: 2026 أو 2026-05 أو 2026-05-14 أو 2026-05-14 16:30 ({ $zone }). فارغ: الآن.
form-zone = توقيت { $zone }
form-leave = إغلاق
form-done = تم: { $what }.
form-nothing-to-fill = لا شيء يلزم ملؤه.
form-changed = غيّره شخص آخر في هذه الأثناء.
form-changed-remedy = راجعه مرة أخرى، وإن كنت لا تزال تريد ذلك فأرسله ثانية.
form-gone = لا يوجد شيء كهذا، أو أنه ليس لك.
form-gone-remedy = راجع الصفحة مرة أخرى.
