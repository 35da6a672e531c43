# توصيات مراجعة.
review-none = لا توجد مراجعة كهذه
review-none-text = لا توجد هذه المراجعة، أو أنها ليست لك أن تطلع عليها.
review-recommendations = التوصيات
review-no-recommendations = لم يُوصَ بشيء بعد في حدود ما يحق لك رؤيته.
review-finding = تستند إلى:
review-follow-up = متابعة
