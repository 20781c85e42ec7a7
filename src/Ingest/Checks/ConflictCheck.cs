namespace ClaimsWatch.Ingest.Checks;

/// <summary>Persons whose records disagree on sex or birth date: wrong linkage, or wrong records.</summary>
public static class ConflictCheck
{
    /// <summary>Warns above the share set; null if all is well.</summary>
    public static CheckResult? Run(int conflicts, int persons, IngestSettings settings) =>
        persons == 0 || conflicts <= settings.ConflictShareMax * persons
            ? null
            : new CheckResult("sex-birth-conflict", Severity.Warning, Texts.Conflicts(conflicts, persons));
}
