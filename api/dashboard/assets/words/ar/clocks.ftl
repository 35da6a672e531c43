# المهل القانونية.
clock-late = متأخر { $span }
clock-left = بقي { $span }
clock-met = استُوفيت في وقتها
clock-met-late = استُوفيت متأخرة
clock-annulled = أُلغي التجاوز
clock-rests = معلّقة
clock-wish-passed = انقضى الموعد المرغوب
clock-passed = انقضت دون استيفاء
clock-near = قريبة من حدّها
clock-runs = جارية
