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
clock-due = تستحق
clock-wish = رغبة لا تُلزم أحدًا
clock-met-at = استُوفيت { $at }
clock-rests-since = معلّقة منذ { $at }
clock-rested = عُلّقت { $span } إجمالًا
clock-extended = مُدِّدت { $span }
