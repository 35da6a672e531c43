from projections.board import queries
