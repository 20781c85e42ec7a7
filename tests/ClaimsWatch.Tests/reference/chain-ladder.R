# Makes chain-ladder-data.csv (a run-off triangle) and chain-ladder.csv (case,value) for the tests of src/Detect/Maturity.
# Run in this folder: Rscript chain-ladder.R   (R 4.2.2, no packages)
# Mack (1993): the volume-weighted factor of a delay is the slope of a regression through the origin with weights 1 / (claims so far).
set.seed(20261128)
months <- 14; delays <- 9; newest <- months + 3
rows <- expand.grid(delay = 0:(delays - 1), month = 1:months)
size <- round(runif(months, 400, 1500))
pattern <- c(0, 0, .90, .05, .022, .012, .008, .005, .003)
rows$claims <- rpois(nrow(rows), size[rows$month] * pattern[rows$delay + 1])
rows <- rows[rows$month + rows$delay <= newest & rows$claims > 0, c("month", "delay", "claims")]
write.csv(rows, "chain-ladder-data.csv", row.names = FALSE, quote = FALSE)
last <- newest - (1:months)
longest <- max(last)
cumulative <- t(sapply(1:months, function(m) sapply(0:longest, function(d)
  if (d > last[m]) NA else sum(rows$claims[rows$month == m & rows$delay <= d]))))
factors <- sapply(1:longest, function(d) {
  before <- cumulative[, d]; after <- cumulative[, d + 1]
  use <- !is.na(after) & before > 0
  if (any(use)) unname(coef(lm(after[use] ~ 0 + before[use], weights = 1 / before[use]))) else NA })
tail.product <- function(d) if (d >= longest) 1 else prod(factors[(d + 1):longest])
out <- data.frame(case = sprintf("month.%d", 1:months), value = sprintf("%.17g", sapply(last, function(d) 1 / tail.product(d))))
write.csv(out, "chain-ladder.csv", row.names = FALSE, quote = FALSE)
