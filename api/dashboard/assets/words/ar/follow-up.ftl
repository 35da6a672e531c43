# متابعة.
follow-up-none = لا توجد متابعة كهذه
follow-up-none-text = لا توجد هذه المتابعة، أو أنها ليست لك أن تطلع عليها.
follow-up-about = المتابعة
follow-up-due-reason = سبب هذا الموعد
follow-up-last-progress = آخر تقدم مسجَّل
follow-up-result = النتيجة
follow-up-cancellation-reason = سبب الإلغاء
follow-up-see = عرضه
follow-up-opened = فُتحت
follow-up-notes = ملاحظات التقدم
