# Makes stats-data.csv and stats.csv (columns case,value) for the tests of src/Stats.
# Run in this folder: Rscript stats.R   (R 4.2.2, sandwich, clubSandwich)
suppressPackageStartupMessages({ library(sandwich); library(clubSandwich) })
options(digits = 17)
out <- list()
put <- function(name, value) out[[length(out) + 1]] <<- data.frame(case = name, value = sprintf("%.17g", value))

# ---- distributions: p on the log10 scale where it would underflow a comparison in text
for (z in c(0, 0.3, 1, 1.959963984540054, 5, 8.2, 20, 37)) {
  put(sprintf("normal.upper.%g", z), pnorm(z, lower.tail = FALSE)); put(sprintf("normal.two.%g", z), 2 * pnorm(-abs(z)))
}
for (p in c(1e-12, .025, .5, .9, .975, .9999999)) put(sprintf("normal.quantile.%g", p), qnorm(p))
for (df in c(1, 2.7, 8, 59, 1198.4, 1e6)) {
  for (t in c(1e-4, .3, 1, 2.1, 12, 40)) put(sprintf("t.two.%g.%g", df, t), 2 * pt(-abs(t), df))
  for (p in c(.001, .5, .6, .975, .9995)) put(sprintf("t.quantile.%g.%g", df, p), qt(p, df))
}
for (df in c(1, 4, 30)) for (x in c(.01, 1, 5, 40, 80, 700, 1300)) put(sprintf("chi2.%g.%g", df, x), pchisq(x, df, lower.tail = FALSE))
for (d in list(c(1, 10), c(4, 300), c(6, 59))) for (x in c(.05, 1, 4, 30, 400)) put(sprintf("f.%g.%g.%g", d[1], d[2], x), pf(x, d[1], d[2], lower.tail = FALSE))

# ---- far tails, down to 1e-300; name: tail|law|x|df1|df2
for (z in c(10, 25, 37.04)) put(sprintf("tail|normal|%.17g", z), 2 * pnorm(-z))
for (df in c(3, 12.5, 200)) for (p in c(1e-20, 1e-100, 1e-200, 1e-300)) { t <- signif(-qt(log(p / 2), df, log.p = TRUE), 6); put(sprintf("tail|t|%.17g|%.17g", t, df), 2 * pt(-t, df)) }
for (df in c(1, 4, 30)) for (p in c(1e-20, 1e-100, 1e-200, 1e-300)) { x <- signif(qchisq(log(p), df, lower.tail = FALSE, log.p = TRUE), 6); put(sprintf("tail|chi2|%.17g|%.17g", x, df), pchisq(x, df, lower.tail = FALSE)) }
for (d in list(c(1, 10), c(4, 300), c(6, 59))) for (p in c(1e-20, 1e-100, 1e-200, 1e-300)) { x <- signif(exp(uniroot(function(l) pf(exp(l), d[1], d[2], lower.tail = FALSE, log.p = TRUE) - log(p), c(0, 700))$root), 6); put(sprintf("tail|f|%.17g|%.17g|%.17g", x, d[1], d[2]), pf(x, d[1], d[2], lower.tail = FALSE)) }

# ---- regressions
set.seed(20261122)
n <- 90
d <- data.frame(cluster = sample(1:35, n, TRUE), letter = rbinom(n, 1, .5), female = rbinom(n, 1, .5), x = round(rnorm(n), 6))
d$exposure <- round(runif(n, .3, 6), 4)
u <- rnorm(35, 0, .3)
d$count <- rnbinom(n, mu = d$exposure * exp(1 + .3 * d$x - .2 * d$letter + u[d$cluster]), size = 3)
d$change <- round(2 * d$x + d$letter * .5 + rnorm(n) * (1 + d$letter), 6)
d$yes <- rbinom(n, 1, plogis(-.3 + .8 * d$x))
write.csv(d, "stats-data.csv", row.names = FALSE, quote = FALSE)

tell <- function(name, m) {
  b <- coef(m)
  for (j in names(b)) put(sprintf("%s.b.%s", name, j), b[[j]])
  # sandwich's HC forms; CR0 has no factor, CR1 = G/(G-1), CR1S adds (N-1)/(N-K)
  v <- list(HC0 = vcovHC(m, type = "HC0"), HC1 = vcovHC(m, type = "HC1"), HC2 = vcovHC(m, type = "HC2"), HC3 = vcovHC(m, type = "HC3"),
            HC4 = vcovHC(m, type = "HC4"),
            CR0 = vcovCL(m, d$cluster, type = "HC0", cadjust = FALSE), CR1 = vcovCL(m, d$cluster, type = "HC0", cadjust = TRUE),
            CR1S = vcovCL(m, d$cluster, type = "HC1", cadjust = TRUE))
  for (k in names(v)) for (j in names(b)) put(sprintf("%s.%s.%s", name, k, j), sqrt(v[[k]][j, j]))
  put(paste0(name, ".CR1.cov.letter.x"), v$CR1["letter", "x"])
  put(paste0(name, ".deviance"), deviance(m))
}
ctl <- glm.control(epsilon = 1e-15, maxit = 200)
tell("poisson", glm(count ~ letter + female + x + offset(log(exposure)), poisson, d, control = ctl))
tell("logit", glm(yes ~ letter + female + x, binomial, d, control = ctl))
tell("ols", lm(change ~ letter + female + x, d))
# Bell-McCaffrey with Satterthwaite degrees of freedom, one degree a coefficient
m2 <- lm(change ~ letter + female + x, d); v2 <- vcovCR(m2, cluster = d$cluster, type = "CR2")
t2 <- coef_test(m2, vcov = v2, test = "Satterthwaite")
for (j in names(coef(m2))) {
  i <- match(j, names(coef(m2)))
  put(paste0("ols.CR2.", j), sqrt(v2[i, i])); put(paste0("ols.CR2.df.", j), t2[i, grep("^df", names(t2))]); put(paste0("ols.CR2.p.", j), t2[i, grep("^p", names(t2))])
}
for (z in list(list("poisson", glm(count ~ letter + female + x + offset(log(exposure)), poisson, d, control = ctl)), list("logit", glm(yes ~ letter + female + x, binomial, d, control = ctl)))) {
  v3 <- vcovCR(z[[2]], cluster = d$cluster, type = "CR2"); t3 <- coef_test(z[[2]], vcov = v3, test = "Satterthwaite")
  for (i in seq_along(coef(z[[2]]))) { j <- names(coef(z[[2]]))[i]
    put(sprintf("%s.CR2.%s", z[[1]], j), sqrt(v3[i, i])); put(sprintf("%s.CR2.df.%s", z[[1]], j), t3[i, grep("^df", names(t3))]); put(sprintf("%s.CR2.p.%s", z[[1]], j), t3[i, grep("^p", names(t3))]) }
}
w <- t.test(d$change[d$letter == 1], d$change[d$letter == 0])
put("welch.df", w$parameter); put("welch.se", w$stderr); put("welch.p", w$p.value)

# ---- multiplicity
p <- c(.012, .04, .009, .31, .04, .0002, .8)
for (i in seq_along(p)) { put(paste0("holm.", i), p.adjust(p, "holm")[i]); put(paste0("bh.", i), p.adjust(p, "BH")[i]); put(paste0("hochberg.", i), p.adjust(p, "hochberg")[i]) }

# ---- Mann-Kendall by enumerating every ordering of the values (each distinct ordering appears equally often)
perms <- function(v) if (length(v) <= 1) list(v) else do.call(c, lapply(seq_along(v), function(i) lapply(perms(v[-i]), function(r) c(v[i], r))))
score <- function(v) { s <- 0; for (i in seq_along(v)) for (j in seq_along(v)) if (i < j) s <- s + sign(v[j] - v[i]); s }
series <- list(c(3, 5, 6, 6, 9, 12), c(7, 7, 7, 7, 8, 7), c(12, 9, 6, 6, 5, 3), c(4, 4, 4), c(1, 2, 3, 4, 5, 6, 7), c(2, 1, 2, 3, 3, 5, 2))
for (k in seq_along(series)) { s <- sapply(perms(series[[k]]), score); put(paste0("mk.", k), mean(s >= score(series[[k]]))) }

write.csv(do.call(rbind, out), "stats.csv", row.names = FALSE, quote = FALSE)
cat(R.version.string, "sandwich", as.character(packageVersion("sandwich")), "\n")
