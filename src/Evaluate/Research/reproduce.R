# Gives the headline numbers of expected.csv again from panel.csv, with base R only: Rscript reproduce.R
# Y_post ~ letter + log(rate_pre + 0.5) + female, Poisson, offset log(person-months); HC0, or CR1 when people share a household.
d <- read.csv("panel.csv", colClasses = c(person_id = "character", household = "character", round = "character", stratum = "character"))
index <- function(m) (m %/% 100) * 12 + m %% 100 - 1
days <- function(m) as.integer(format(as.Date(sprintf("%d-%02d-01", (m + m %% 100 %/% 12 * 88 + 1) %/% 100, (m + m %% 100 %/% 12 * 88 + 1) %% 100)) - 1, "%d"))
d <- d[!is.na(d$letter_month), ]
d$e <- d$person_days_at_risk / days(d$month)
ahead <- index(d$month) - index(d$selection_month); after <- index(d$month) - index(d$letter_month)
length_post <- ifelse(endsWith(d$stratum, "@SUFFIX@"), @DELAYED@, @POST@)
d$w <- ifelse(ahead < 0 & ahead >= -@PRE@, "pre", ifelse(after >= 0 & after < length_post & ahead > 0, "post", "none"))
d$key <- paste(d$person_id, d$round)
total <- function(window, value) as.vector(tapply(ifelse(d$w == window & d$e > 0, value, 0), d$key, sum)[P$key])
P <- d[!duplicated(d$key), ]
P$y0 <- total("pre", d$claims); P$e0 <- total("pre", d$e); P$y1 <- total("post", d$claims); P$e1 <- total("post", d$e)
P$letter <- as.numeric(P$arm == "letter"); P$female <- as.numeric(P$sex == 2)
members <- tapply(P$person_id, P$household, function(p) length(unique(p)))
P$cluster <- ifelse(P$household != "" & members[match(P$household, names(members))] > 1, paste0("h", P$household), paste0("p", P$person_id))
shared <- anyDuplicated(P$cluster) > 0
A <- P[P$sex > 0 & P$e0 > 0 & P$e1 > 0, ]
A$l0 <- log(A$y0 / A$e0 + 0.5)
estimate <- function(id, formula, data, term) {
  m <- glm(formula, poisson, data, control = glm.control(epsilon = 1e-15, maxit = 300))
  keep <- !is.na(coef(m)); score <- model.matrix(m)[, keep, drop = FALSE] * (data$y1 - fitted(m))
  if (shared) score <- rowsum(score, data$cluster)
  bread <- summary(m)$cov.unscaled; v <- bread %*% crossprod(score) %*% bread
  if (shared) v <- v * nrow(score) / (nrow(score) - 1)
  cat(sprintf("%s.%s,%.15g,%.15g\n", id, if (shared) "CR1" else "HC0", coef(m)[[term]], sqrt(v[term, term])))
}
cat("id,estimate,se\n")
estimate("claims.all.poisson_ancova", y1 ~ letter + l0 + female + offset(log(e1)), A, "letter")
estimate("claims.male.poisson_ancova", y1 ~ letter + l0 + offset(log(e1)), A[A$sex == 1, ], "letter")
estimate("claims.female.poisson_ancova", y1 ~ letter + l0 + offset(log(e1)), A[A$sex == 2, ], "letter")
estimate("claims.poisson_ancova_sex_interaction", y1 ~ letter * female + l0 + offset(log(e1)), A, "letter:female")
