# تحقيقاتي.
investigations-title = تحقيقاتي
investigations-find = المرجع أو العنوان
investigations-reference = المرجع
investigations-name = العنوان
investigations-phase = المرحلة
investigations-lead = القيادة
investigations-partners = الشركاء
investigations-open = الطلبات المفتوحة
investigations-changed = آخر تغيير
investigations-open-of = { $open } من { $all }
investigations-none-found = لا يحمل أي من تحقيقاتك هذا في مرجعه أو عنوانه.
investigations-none = لست عضوًا فاعلًا في أي تحقيق بعد. يستطيع مدير تحقيق أن يقبلك؛ وعندها يظهر هنا.
