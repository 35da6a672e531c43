# رموز الواجهة بالكلمات: <نوع المخطط>-<الرمز>.
phase-setting-up = قيد التأسيس
phase-operational = تنفيذية
phase-post-operational = ما بعد التنفيذ
phase-closed = مغلقة
phase-archived = مؤرشفة
