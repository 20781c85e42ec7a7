# Reference values for the score's models: GLMs, penalised GLMs, natural splines, isotonic regression. Run in this folder: Rscript predict.R
library(splines)
set.seed(20261122)
n <- 300
d <- data.frame(x = round(rgamma(n, 2, .3), 3), z = round(rnorm(n), 3), w = round(runif(n), 3))
d$y <- rbinom(n, 1, 1 - exp(-exp(-2 + .12 * d$x + .4 * d$z)))
write.csv(d, "predict-data.csv", row.names = FALSE, quote = FALSE)
out <- list(); put <- function(name, value) out[[length(out) + 1]] <<- data.frame(name = name, value = format(value, digits = 17))
ctl <- glm.control(epsilon = 1e-15, maxit = 200)
m <- glm(y ~ x + z + w, binomial("cloglog"), d, control = ctl)
for (j in names(coef(m))) put(paste0("cloglog.b.", j), coef(m)[[j]])
# glm() keeps the weights of its last step but one; with this link they are 1e-8 off, so the errors are taken at the estimates
f <- binomial("cloglog"); X <- model.matrix(m); eta <- drop(X %*% coef(m)); V <- solve(crossprod(X * (f$mu.eta(eta)^2 / f$variance(f$linkinv(eta))), X))
for (j in names(coef(m))) put(paste0("cloglog.se.", j), sqrt(V[j, j]))
put("cloglog.deviance", deviance(m))
knots <- c(1, 4, 8, 16)
s <- glm(y ~ ns(x, knots = knots[2:3], Boundary.knots = knots[c(1, 4)]) + z, binomial, d, control = ctl)
put("spline.deviance", deviance(s))
for (i in c(1, 7, 100, 300)) put(paste0("spline.mean.", i), fitted(s)[[i]])
# Penalised Fisher scoring; the penalised score is shown to be zero.
ridge <- function(link, penalty) {
  f <- binomial(link); X <- cbind(1, d$x, d$z, d$w); P <- diag(c(0, penalty)); b <- c(f$linkfun(mean(d$y)), 0, 0, 0)
  for (k in 1:500) {
    eta <- drop(X %*% b); mu <- f$linkinv(eta); s <- f$mu.eta(eta); v <- f$variance(mu)
    b <- b + solve(crossprod(X * (s^2 / v), X) + P, drop(crossprod(X, (d$y - mu) * s / v)) - drop(P %*% b))
  }
  eta <- drop(X %*% b); mu <- f$linkinv(eta)
  stopifnot(max(abs(drop(crossprod(X, (d$y - mu) * f$mu.eta(eta) / f$variance(mu))) - drop(P %*% b))) < 1e-10)
  b
}
for (link in c("logit", "cloglog")) { b <- ridge(link, c(5, 2, .5)); for (j in 1:4) put(sprintf("ridge.%s.%d", link, j - 1), b[j]) }
o <- order(d$x, seq_len(n)); u <- !duplicated(d$x[o])
t <- tapply(d$y, d$x, mean); k <- tapply(d$y, d$x, length)
# isoreg takes no weights, so each tied value stands in it as often as it occurs, with its mean
iso <- isoreg(rep(as.numeric(names(t)), k), rep(t, k))
put("isotonic.sum2", sum(iso$yf^2)); for (q in c(2, 5, 10, 20)) put(paste0("isotonic.", q), iso$yf[max(which(sort(d$x) <= q))])
p <- plogis(-2 + .1 * d$x); lp <- qlogis(p)
put("citl", coef(glm(d$y ~ 1 + offset(lp), family = binomial, control = ctl))[[1]])
put("slope", coef(glm(d$y ~ lp, family = binomial, control = ctl))[[2]])
put("oe", sum(d$y) / sum(p)); put("oe.lo", poisson.test(sum(d$y))$conf.int[1] / sum(p)); put("oe.hi", poisson.test(sum(d$y))$conf.int[2] / sum(p))
auc <- mean(outer(d$x[d$y == 1], d$x[d$y == 0], ">") + .5 * outer(d$x[d$y == 1], d$x[d$y == 0], "==")); put("auc", auc)
# NB2: glm.nb stops early (1e-8); its own two steps are repeated until theta has its last digits. SEs with theta taken as known.
k <- data.frame(x = round(runif(400, 0, 2), 3), z = round(rnorm(400), 3), days = sample(10:31, 400, TRUE))
k$count <- rnbinom(400, mu = k$days / 31 * exp(1.6 + .5 * k$x - .2 * k$z), size = 4)
write.csv(k, "predict-counts.csv", row.names = FALSE, quote = FALSE)
nb <- MASS::glm.nb(count ~ x + z + offset(log(days / 31)), k, control = glm.control(epsilon = 1e-14, maxit = 500))
theta <- nb$theta
for (i in 1:200) {
  g <- glm(count ~ x + z + offset(log(days / 31)), MASS::negative.binomial(theta), k, control = ctl)
  theta <- as.numeric(MASS::theta.ml(k$count, fitted(g), limit = 1000, eps = 1e-14))
}
stopifnot(max(abs(coef(g) - coef(nb))) < 1e-6)
se <- sqrt(diag(summary(g, dispersion = 1)$cov.scaled))
for (j in names(coef(g))) { put(paste0("nb.b.", j), coef(g)[[j]]); put(paste0("nb.se.", j), se[[j]]) }
put("nb.theta", theta)
for (mu in c(.5, 8, 14, 25)) for (size in c(.7, 4, 300)) put(sprintf("nb.tail.%g.%g", mu, size), pnbinom(19, size = size, mu = mu, lower.tail = FALSE))
write.csv(do.call(rbind, out), "predict.csv", row.names = FALSE, quote = FALSE)
cat(R.version.string, "\n")
