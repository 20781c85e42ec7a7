# Makes panel-*.csv (invented people, no real data) and panels.csv (columns case,value): every estimate of src/Evaluate as R gives it.
# Run in this folder: Rscript panels.R   (R 4.2.2, sandwich 3.0-2)
suppressPackageStartupMessages(library(sandwich))
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
    P <- d[!duplicated(d$person_id), c("person_id", "sex", "letter", "female", "stratum", "cluster")]
    P <- P[order(P$person_id), ]
    for (win in c("pre", "selection", "post")) { P[[paste0("y.", win)]] <- s(win, "y")[P$person_id]; P[[paste0("e.", win)]] <- s(win, "e")[P$person_id] }
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
      fields(pid("ancova_linear.HC1"), coef(m)[["letter"]], sqrt(vcovHC(m, "HC1")["letter", "letter"]), n - sum(!is.na(coef(m))), n)
      A$l0 <- log(A$r0 + .5)
      m <- if (sc == "all") glm(y.post ~ letter + l0 + female + offset(log(e.post)), poisson, A, control = ctl) else glm(y.post ~ letter + l0 + offset(log(e.post)), poisson, A, control = ctl)
      for (v in c("HC0", "HC1")) fields(pid(paste0("poisson_ancova.", v)), coef(m)[["letter"]], sqrt(vcovHC(m, v)["letter", "letter"]), Inf, n)
      if (anyDuplicated(P$cluster)) fields(pid("poisson_ancova.CR1"), coef(m)[["letter"]], sqrt(vcovCL(m, A$cluster, "HC0", cadjust = TRUE)["letter", "letter"]), Inf, n, length(unique(A$cluster)))
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
      if (sc == "all") {
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
estimate("tiny", simulate("tiny", 14, 12, 202411, 202412, c(1, 1)))
r <- do.call(rbind, out); r <- r[!duplicated(r$case), ]
write.csv(r, "panels.csv", row.names = FALSE, quote = FALSE)
