# Public data sets of R packages, fitted by R: public.csv (case,value), and the numeric columns used as public-<name>.csv.
# Run in this folder: Rscript public.R   (R 4.2.2, MASS, sandwich, clubSandwich)
suppressPackageStartupMessages({ library(MASS); library(sandwich); library(clubSandwich) })
options(digits = 17)
out <- list()
put <- function(name, value) out[[length(out) + 1]] <<- data.frame(case = name, value = sprintf("%.17g", value))
keep <- function(name, d) write.csv(d, paste0("public-", name, ".csv"), row.names = FALSE, quote = FALSE)
ctl <- glm.control(epsilon = 1e-15, maxit = 200)
coefs <- function(name, m) for (j in names(coef(m))) put(sprintf("%s.b.%s", name, j), coef(m)[[j]])
ses <- function(name, kind, v) for (j in rownames(v)) put(sprintf("%s.%s.%s", name, kind, j), sqrt(v[j, j]))

# MASS::quine, days absent from school: negative binomial with ML theta
q <- with(quine, data.frame(days = Days, male = as.integer(Sex == "M"), slow = as.integer(Lrn == "SL"), aboriginal = as.integer(Eth == "A")))
keep("quine", q); m <- glm.nb(days ~ male + slow + aboriginal, q, control = glm.control(epsilon = 1e-14, maxit = 200))
# glm.nb stops early (1e-8); a few rounds more of its own two steps bring theta to the last digits
th <- m$theta
for (k in 1:200) { f <- glm(days ~ male + slow + aboriginal, negative.binomial(th), q, control = ctl, start = coef(m)); th <- as.numeric(theta.ml(q$days, fitted(f), nrow(q), limit = 300, eps = 1e-14)) }
f <- glm(days ~ male + slow + aboriginal, negative.binomial(th), q, control = ctl, start = coef(m))
coefs("quine", f); ses("quine", "model", summary(f, dispersion = 1)$cov.scaled)
put("quine.theta", th); put("quine.se_theta", attr(theta.ml(q$days, fitted(f), nrow(q), limit = 300, eps = 1e-14), "SE"))

# MASS::epil, seizures, four visits a patient: Poisson, clustered by patient
e <- with(epil, data.frame(y = y, trt = as.integer(trt == "progabide"), base = log(base / 4), age = age, v4 = V4, subject = subject))
keep("epil", e); m <- glm(y ~ trt + base + age + v4, poisson, e, control = ctl)
coefs("epil", m); ses("epil", "HC0", vcovHC(m, "HC0")); ses("epil", "CR0", vcovCL(m, e$subject, "HC0", cadjust = FALSE)); ses("epil", "CR1", vcovCL(m, e$subject, "HC0"))
put("epil.deviance", deviance(m))

# MASS::birthwt, low birth weight: logit
b <- with(birthwt, data.frame(low = low, age = age, lwt = lwt, smoke = smoke, ht = ht))
keep("birthwt", b); m <- glm(low ~ age + lwt + smoke + ht, binomial, b, control = ctl); coefs("birthwt", m); ses("birthwt", "HC0", vcovHC(m, "HC0"))

# datasets::mtcars: least squares with HC0 to HC4
x <- mtcars[, c("mpg", "wt", "hp", "am")]; keep("mtcars", x); m <- lm(mpg ~ wt + hp + am, x); coefs("mtcars", m)
for (k in c("HC0", "HC1", "HC2", "HC3", "HC4")) ses("mtcars", k, vcovHC(m, k))

# datasets::ChickWeight, few clusters of unequal size: CR1S, CR2 with Satterthwaite
c0 <- with(ChickWeight, data.frame(weight = weight, time = Time, diet3 = as.integer(Diet == 3), chick = as.integer(as.character(Chick))))
keep("chick", c0); m <- lm(weight ~ time + diet3, c0); coefs("chick", m)
ses("chick", "CR1S", vcovCL(m, c0$chick, "HC1")); v <- vcovCR(m, c0$chick, "CR2"); ses("chick", "CR2", v)
t2 <- coef_test(m, vcov = v, test = "Satterthwaite"); for (i in seq_along(coef(m))) put(paste0("chick.CR2.df.", names(coef(m))[i]), t2[i, grep("^df", names(t2))])

write.csv(do.call(rbind, out), "public.csv", row.names = FALSE, quote = FALSE)
cat(R.version.string, "\n")
