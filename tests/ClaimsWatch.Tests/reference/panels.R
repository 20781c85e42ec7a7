# Makes panel-*.csv (invented people, no real data) and panels.csv (columns case,value): every estimate of src/Evaluate as R gives it.
# Run in this folder: Rscript panels.R   (R 4.2.2, sandwich 3.0-2, MASS 7.3-58.2)
suppressPackageStartupMessages({ library(sandwich); library(MASS) })
options(digits = 17)
out <- list()
put <- function(name, value) out[[length(out) + 1]] <<- data.frame(case = name, value = sprintf("%.17g", as.numeric(value)))

addm <- function(m, k) { i <- (m %/% 100) * 12 + m %% 100 - 1 + k; (i %/% 12) * 100 + i %% 12 + 1 }
days <- function(m) ifelse(m %% 100 == 2 & (m %/% 100) %% 4 == 0, 29, c(31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[m %% 100])

simulate <- function(name, seed, n, sel, letter, rr, households = FALSE, messy = FALSE) {
  set.seed(seed)
  rows <- list()
  hh <- if (households) sample(seq_len(round(n * .6)), n, TRUE) else NULL
  u <- rnorm(n, 0, .25)
  for (i in seq_len(n)) {
    sex <- if (messy && i %% 23 == 0) 0 else 1 + rbinom(1, 1, .55)
    arm <- if (households) hh[i] %% 2 else i %% 2
    mu <- rgamma(1, 8, 1) * exp(if (households) u[hh[i]] else 0)
    band <- c("8-11", "12-15")[1 + rbinom(1, 1, .5)]
    lost <- if (messy && i %% 9 == 0) addm(letter, sample(-1:4, 1)) else 999999
    a <- rnorm(1, 0, .3)
    m <- addm(sel, -5)
    while (m <= addm(letter, 5)) {
      a <- .6 * a + rnorm(1, 0, .25)
      e <- if (m == lost) sample(0:27, 1) else if (m > lost) NA else days(m)
      if (messy && i %% 17 == 0 && m == addm(sel, -3)) e <- NA
      if (!is.na(e)) {
        w <- e / days(m) * ifelse(arm == 1 && m >= letter, rr[max(sex, 1)], 1)
        y <- rnbinom(1, mu = mu * exp(a) * w, size = 6)
        rows[[length(rows) + 1]] <- data.frame(person_id = sprintf("p%03d", i), sex, arm = ifelse(arm == 1, "letter", "holdout"), month = m,
          letter_month = letter, claims = y, institutions = if (y == 0) 0 else 1 + rbinom(1, y - 1, .4),
          dispensed_quantity = round(rgamma(1, 2, scale = 30) * (y > 0) * (y > 2 | runif(1) < .5), 1), person_days_at_risk = e,
          risk_band = band, stratum = paste0(sex, "x", band), household = if (households) sprintf("h%03d", hh[i]) else "", selection_month = sel)
      }
      m <- addm(m, 1)
    }
  }
  d <- do.call(rbind, rows)
  if (!households) d$household <- NULL
  if (name == "tiny" || name == "null") d <- d[, 1:9]
  if (name == "by-sex") d$delivered <- as.numeric(d$arm == "letter" & as.integer(substr(d$person_id, 2, 4)) %% 7 != 0)
  write.csv(d, sprintf("panel-%s.csv", name), row.names = FALSE, quote = FALSE)
  d$sel <- sel
  d
}

ctl <- glm.control(epsilon = 1e-15, maxit = 300)
fields <- function(id, b, se, df = Inf, n, g = NA) {
  put(paste0(id, ":estimate"), b); put(paste0(id, ":se"), se)
  put(paste0(id, ":p"), if (is.finite(df)) 2 * pt(-abs(b / se), df) else 2 * pnorm(-abs(b / se)))
  put(paste0(id, ":ci_lo"), b - se * (if (is.finite(df)) qt(.975, df) else qnorm(.975)))
  put(paste0(id, ":n_obs"), n); if (!is.na(g)) put(paste0(id, ":n_clusters"), g)
  if (is.finite(df)) put(paste0(id, ":df"), df)
}

estimate <- function(name, d) {
  d$e <- d$person_days_at_risk / days(d$month)
  d$letter <- as.numeric(d$arm == "letter"); d$female <- as.numeric(d$sex == 2)
  d$w <- ifelse(d$month >= addm(d$sel, -5) & d$month < d$sel, "pre", ifelse(d$month >= d$letter_month & d$month <= addm(d$letter_month, 5), "post", ifelse(d$month == d$sel, "selection", "none")))
  if (is.null(d$stratum)) d$stratum <- as.character(d$sex)
  d$cluster <- if (!is.null(d$household)) d$household else d$person_id
  put(sprintf("%s|person_days_total:value", name), sum(d$person_days_at_risk))
  for (o in c("claims", "institutions", "dispensed_quantity")) {
    d$y <- d[[o]]
    s <- function(win, col) tapply(ifelse(d$w == win, d[[col]], 0), d$person_id, sum)
    P <- d[!duplicated(d$person_id), intersect(c("person_id", "sex", "letter", "female", "stratum", "cluster", "delivered"), names(d))]
    P <- P[order(P$person_id), ]
    for (win in c("pre", "selection", "post")) { P[[paste0("y.", win)]] <- as.vector(s(win, "y")[P$person_id]); P[[paste0("e.", win)]] <- as.vector(s(win, "e")[P$person_id]) }
    scopes <- list(all = P$sex > 0, male = P$sex == 1, female = P$sex == 2)
    for (sc in names(scopes)) {
      Q <- P[scopes[[sc]], ]
      for (a in 0:1) for (win in c("pre", "selection", "post")) {
        id <- sprintf("%s|%s.rate.%s.%s.%s", name, o, sc, c("control", "letter")[a + 1], win)
        k <- Q$letter == a; put(paste0(id, ":value"), sum(Q[[paste0("y.", win)]][k]) / sum(Q[[paste0("e.", win)]][k])); put(paste0(id, ":sum"), sum(Q[[paste0("y.", win)]][k]))
        put(paste0(id, ":person_months"), sum(Q[[paste0("e.", win)]][k])); put(paste0(id, ":n_persons"), sum(Q[[paste0("e.", win)]][k] > 0))
      }
      A <- Q[Q$e.pre > 0 & Q$e.post > 0, ]
      A$r0 <- A$y.pre / A$e.pre; A$r1 <- A$y.post / A$e.post; A$change <- A$r1 - A$r0
      pid <- function(x) sprintf("%s|%s.%s.%s", name, o, sc, x)
      m <- lm(change ~ letter, A); n <- nrow(A)
      fields(pid("mean_change_diff.HC1"), coef(m)[["letter"]], sqrt(vcovHC(m, "HC1")["letter", "letter"]), n - 2, n)
      w <- t.test(A$change[A$letter == 1], A$change[A$letter == 0])
      fields(pid("mean_change_diff.HC2_welch"), coef(m)[["letter"]], w$stderr, w$parameter, n)
      m <- if (length(unique(A$stratum)) > 1) lm(r1 ~ letter + r0 + factor(stratum), A) else lm(r1 ~ letter + r0, A)
      for (v in c("HC1", "HC2", "HC3")) fields(pid(paste0("ancova_linear.", v)), coef(m)[["letter"]], sqrt(vcovHC(m, v)["letter", "letter"]), n - sum(!is.na(coef(m))), n)
      # Lin (2013): covariates of the ANCOVA centred at the mean of everyone, all interacted with the arm
      X <- model.matrix(if (length(unique(A$stratum)) > 1) ~ r0 + factor(stratum) else ~ r0, A)[, -1, drop = FALSE]; X <- sweep(X, 2, colMeans(X))
      m <- lm(A$r1 ~ A$letter * X); h <- hatvalues(m)
      if (all(h < 1 - 1e-8)) fields(pid("lin2013.HC2"), coef(m)[["A$letter"]], sqrt(vcovHC(m, "HC2")["A$letter", "A$letter"]), n - sum(!is.na(coef(m))), n)
      m <- glm(y.post ~ letter + offset(log(e.post)), poisson, A, control = ctl)
      fields(pid("poisson_post_unadj.HC0"), coef(m)[["letter"]], sqrt(vcovHC(m, "HC0")["letter", "letter"]), Inf, n)
      A$l0 <- log(A$r0 + .5)
      m <- if (sc == "all") glm(y.post ~ letter + l0 + female + offset(log(e.post)), poisson, A, control = ctl) else glm(y.post ~ letter + l0 + offset(log(e.post)), poisson, A, control = ctl)
      for (v in c("HC0", "HC1")) fields(pid(paste0("poisson_ancova.", v)), coef(m)[["letter"]], sqrt(vcovHC(m, v)["letter", "letter"]), Inf, n)
      if (anyDuplicated(P$cluster)) fields(pid("poisson_ancova.CR1"), coef(m)[["letter"]], sqrt(vcovCL(m, A$cluster, "HC0", cadjust = TRUE)["letter", "letter"]), Inf, n, length(unique(A$cluster)))
      # glm.nb stops early (1e-8); a few rounds more of its own two steps bring theta to the last digits
      fnb <- if (sc == "all") y.post ~ letter + l0 + female + offset(log(e.post)) else y.post ~ letter + l0 + offset(log(e.post))
      nb <- tryCatch(suppressWarnings(glm.nb(fnb, A, control = glm.control(epsilon = 1e-14, maxit = 500))), error = function(e) { message(name, " ", o, " ", sc, ": ", conditionMessage(e)); NULL })
      if (!is.null(nb) && nb$theta < 1e4) {
        th <- nb$theta
        for (k in 1:200) { nb <- glm(fnb, negative.binomial(th), A, control = ctl, start = coef(nb)); th <- as.numeric(theta.ml(A$y.post, fitted(nb), n, limit = 300, eps = 1e-14)) }
        nb <- glm(fnb, negative.binomial(th), A, control = ctl, start = coef(nb)); sth <- attr(theta.ml(A$y.post, fitted(nb), n, limit = 300, eps = 1e-14), "SE")
        fields(pid("nb2_ancova.model"), coef(nb)[["letter"]], sqrt(summary(nb, dispersion = 1)$cov.unscaled["letter", "letter"]), Inf, n)
        put(paste0(pid("nb2_ancova.model"), ":theta"), th); put(paste0(pid("nb2_ancova.model"), ":se_theta"), sth)
        ef <- model.matrix(nb) * (nb$weights * residuals(nb, "working")); br <- summary(nb, dispersion = 1)$cov.unscaled
        fields(pid("nb2_ancova.HC0"), coef(nb)[["letter"]], sqrt((br %*% crossprod(ef) %*% br)["letter", "letter"]), Inf, n)
      }
      # undelivered letters: two-stage least squares by matrices, instrument = letter
      if (sc == "all" && !is.null(A$delivered)) {
        Z <- cbind(1, A$letter); D <- cbind(1, A$delivered); PD <- Z %*% solve(crossprod(Z), crossprod(Z, D))
        b <- solve(crossprod(PD, D), crossprod(PD, as.vector(A$change))); u <- as.vector(A$change) - as.vector(D %*% b); B <- solve(crossprod(PD)); V <- B %*% crossprod(PD * u) %*% B
        fields(sprintf("%s|%s.CACE_2sls.HC0", name, o), b[2], sqrt(V[2, 2]), n - 2, n); fields(sprintf("%s|%s.CACE_2sls.HC1", name, o), b[2], sqrt(V[2, 2] * n / (n - 2)), n - 2, n)
        m <- lm(delivered ~ letter, A); fields(sprintf("%s|%s.first_stage.HC1", name, o), coef(m)[[2]], sqrt(vcovHC(m, "HC1")[2, 2]), n - 2, n)
        m <- lm(change ~ letter, A[A$letter == 0 | A$delivered == 1, ]); k <- nrow(model.frame(m)); fields(sprintf("%s|%s.PP.mean_change_diff.HC1", name, o), coef(m)[[2]], sqrt(vcovHC(m, "HC1")[2, 2]), k - 2, k)
      }
      if (sc == "all") {
        m <- glm(y.post ~ letter * female + l0 + offset(log(e.post)), poisson, A, control = ctl)
        fields(sprintf("%s|%s.poisson_ancova_sex_interaction.HC0", name, o), coef(m)[["letter:female"]], sqrt(vcovHC(m, "HC0")["letter:female", "letter:female"]), Inf, n)
        m <- lm(change ~ letter * female, A)
        fields(sprintf("%s|%s.mean_change_sex_interaction.HC1", name, o), coef(m)[["letter:female"]], sqrt(vcovHC(m, "HC1")["letter:female", "letter:female"]), n - 4, n)
      }
      # panel: every person-month of the two windows, each person-month a row
      R <- d[d$w %in% c("pre", "post") & d$e > 0 & d$person_id %in% Q$person_id, ]; R$post <- as.numeric(R$w == "post")
      m <- glm(y ~ letter * post + offset(log(e)), poisson, R, control = ctl); g <- length(unique(R$cluster))
      cr <- list(CR0 = vcovCL(m, R$cluster, "HC0", cadjust = FALSE), CR1 = vcovCL(m, R$cluster, "HC0", cadjust = TRUE), CR1S = vcovCL(m, R$cluster, "HC1", cadjust = TRUE))
      for (v in names(cr)) { se <- sqrt(cr[[v]]["letter:post", "letter:post"]); b <- coef(m)[["letter:post"]]
        fields(pid(sprintf("did_poisson.%s.z", v)), b, se, Inf, nrow(R), g); fields(pid(sprintf("did_poisson.%s.t", v)), b, se, g - 1, nrow(R), g) }
      # two-way fixed effects with every dummy written out; people without any event say nothing and are left out of the Poisson fit
      R$lp <- R$letter * R$post; alive <- tapply(R$y, R$person_id, sum)[R$person_id] > 0; S <- R[alive, ]
      m <- glm(y ~ lp + factor(month) + factor(person_id) + offset(log(e)), poisson, S, control = ctl); gs <- length(unique(S$cluster))
      cr <- list(CR0 = vcovCL(m, S$cluster, "HC0", cadjust = FALSE), CR1 = vcovCL(m, S$cluster, "HC0", cadjust = TRUE))
      for (v in names(cr)) { se <- sqrt(cr[[v]]["lp", "lp"]); b <- coef(m)[["lp"]]
        fields(pid(sprintf("twfe_poisson.%s.z", v)), b, se, Inf, nrow(S), gs); fields(pid(sprintf("twfe_poisson.%s.t", v)), b, se, gs - 1, nrow(S), gs) }
      m <- lm(y / e ~ lp + factor(month) + factor(person_id), R); K <- 1 + length(unique(R$month)); N <- nrow(R)
      V0 <- vcovCL(m, R$cluster, "HC0", cadjust = FALSE)["lp", "lp"]
      # person effects never count in K: lp, the months less one, and the constant
      for (v in c("CR0", "CR1", "CR1S")) { se <- sqrt(V0 * switch(v, CR0 = 1, CR1 = g / (g - 1), CR1S = g / (g - 1) * (N - 1) / (N - K))); b <- coef(m)[["lp"]]
        fields(pid(sprintf("twfe_linear.%s.z", v)), b, se, Inf, N, g); fields(pid(sprintf("twfe_linear.%s.t", v)), b, se, g - 1, N, g) }
      if (sc == "all") {
        E <- d[d$e > 0 & d$month >= addm(d$sel, -5) & d$month <= addm(d$letter_month, 5) & d$person_id %in% Q$person_id, ]
        ref <- addm(d$sel[1], -1); ms <- setdiff(sort(unique(E$month)), ref); ge <- length(unique(E$cluster))
        M <- sapply(ms, function(x) E$letter * (E$month == x)); colnames(M) <- paste0("L", ms)
        m <- lm(E$y / E$e ~ M + factor(E$month) + factor(E$person_id)); K <- 1 + length(ms) + length(ms); N <- nrow(E)
        V <- vcovCL(m, E$cluster, "HC0", cadjust = FALSE)[paste0("ML", ms), paste0("ML", ms)] * ge / (ge - 1) * (N - 1) / (N - K)
        for (x in ms) fields(sprintf("%s|%s.event_study.%d.CR1S.t", name, o, x), coef(m)[[paste0("ML", x)]], sqrt(V[paste0("ML", x), paste0("ML", x)]), ge - 1, N, ge)
        L <- paste0("ML", ms[ms < ref]); W <- as.numeric(t(coef(m)[L]) %*% solve(V[L, L], coef(m)[L])); q <- length(L)
        for (z in list(c("chi2", W), c("df", q), c("p_chi2", pchisq(W, q, lower.tail = FALSE)), c("F", W / q), c("df2", ge - 1), c("p_F", pf(W / q, q, ge - 1, lower.tail = FALSE))))
          put(sprintf("%s|%s.pretrend_joint:%s", name, o, z[1]), z[2])
        m <- glm(y ~ letter * post * female + offset(log(e)), poisson, R, control = ctl)
        cr <- list(CR0 = vcovCL(m, R$cluster, "HC0", cadjust = FALSE), CR1 = vcovCL(m, R$cluster, "HC0", cadjust = TRUE))
        for (v in names(cr)) { b <- coef(m)[["letter:post:female"]]; se <- sqrt(cr[[v]]["letter:post:female", "letter:post:female"])
          id <- sprintf("%s|%s.did_poisson_sex_interaction.%s", name, o, v)
          fields(paste0(id, ".z"), b, se, Inf, nrow(R), g); fields(paste0(id, ".t"), b, se, g - 1, nrow(R), g) }
        L <- c("letter:post", "letter:post:female")
        fields(sprintf("%s|%s.did_poisson_triple.male.CR1.z", name, o), coef(m)[["letter:post"]], sqrt(cr$CR1["letter:post", "letter:post"]), Inf, nrow(R), g)
        fields(sprintf("%s|%s.did_poisson_triple.female.CR1.z", name, o), sum(coef(m)[L]), sqrt(sum(cr$CR1[L, L])), Inf, nrow(R), g)
      }
    }
    for (x in 1:2) for (a in 0:1) { k <- P$sex == x & P$letter == a
      put(sprintf("%s|consort.sex%d.letter%d:lost", name, x, a), sum(k & !(P$e.pre > 0 & P$e.post > 0))); put(sprintf("%s|consort.sex%d.letter%d:analysed_person_level", name, x, a), sum(k & P$e.pre > 0 & P$e.post > 0)) }
  }
}
estimate("null", simulate("null", 11, 90, 202411, 202412, c(1, 1)))
estimate("by-sex", simulate("by-sex", 12, 120, 202411, 202412, c(.7, .95)))
estimate("clustered", simulate("clustered", 13, 100, 202409, 202411, c(.9, .8), households = TRUE, messy = TRUE))
# exact permutation inside strata of the stratum-size-weighted difference in mean change
exact <- function(name, d) {
  d$e <- d$person_days_at_risk / days(d$month); if (is.null(d$stratum)) d$stratum <- as.character(d$sex)
  for (o in c("claims", "institutions", "dispensed_quantity")) {
    pre <- d$month < d$sel; post <- d$month >= d$letter_month
    s <- function(k, v) tapply(ifelse(k, v, 0), d$person_id, sum)
    change <- s(post, d[[o]]) / s(post, d$e) - s(pre, d[[o]]) / s(pre, d$e)
    P <- d[!duplicated(d$person_id), ]; P <- P[order(P$person_id), ]; t1 <- P$arm == "letter"; parts <- list()
    for (h in sort(unique(P$stratum))) { k <- which(P$stratum == h); n1 <- sum(t1[k]); if (n1 == 0 || n1 == length(k)) next
      cb <- combn(length(k), n1); parts[[h]] <- list(w = length(k), obs = mean(change[k][t1[k]]) - mean(change[k][!t1[k]]), all = apply(cb, 2, function(i) mean(change[k][i]) - mean(change[k][-i]))) }
    tot <- sum(sapply(parts, function(p) p$w)); T0 <- sum(sapply(parts, function(p) p$w * p$obs)) / tot
    all <- 0; for (p in parts) all <- as.vector(outer(all, p$w * p$all / tot, "+"))
    ext <- sum(abs(all) >= abs(T0) - 1e-9)
    put(sprintf("%s|%s.exact_permutation:p", name, o), ext / length(all)); put(sprintf("%s|%s.exact_permutation:n_allocations", name, o), length(all)); put(sprintf("%s|%s.exact_permutation:n_extreme", name, o), ext)
  }
}
tiny <- simulate("tiny", 14, 12, 202411, 202412, c(1, 1))
exact("tiny", tiny)
estimate("tiny", tiny)
r <- do.call(rbind, out); r <- r[!duplicated(r$case), ]
write.csv(r, "panels.csv", row.names = FALSE, quote = FALSE)
