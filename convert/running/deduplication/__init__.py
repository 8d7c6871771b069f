"""Files → one library with each work once, and the account of it: counts for PRISMA, a review by hand, the way back."""
