from projections import paging
