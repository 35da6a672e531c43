# A review's recommendations.
review-none = No such review
review-none-text = There is no such review, or it is not for you to see.
review-recommendations = Recommendations
review-no-recommendations = Nothing was recommended yet, as far as you may see.
review-finding = It follows from:
review-follow-up = follow-up
