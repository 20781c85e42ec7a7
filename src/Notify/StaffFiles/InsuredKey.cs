namespace ClaimsWatch.Notify.StaffFiles;

/// <summary>
/// Number and birth date as a staff file gives them: on their way to the vault, which answers with the pseudonym.
/// </summary>
/// <param name="InsurerNumber">保険者番号.</param>
/// <param name="Symbol">記号, may be empty.</param>
/// <param name="Number">番号.</param>
/// <param name="Branch">枝番, may be empty.</param>
/// <param name="BirthDate">生年月日; null if not given.</param>
public sealed record InsuredKey(string InsurerNumber, string Symbol, string Number, string Branch, DateOnly? BirthDate)
{
    internal static readonly StaffColumn[] Columns =
    [
        new("insurer_number", "保険者番号", Required: false, Masked: true), new("symbol", "記号", Required: false, Masked: true),
        new("number", "番号", Required: false, Masked: true), new("branch", "枝番", Required: false, Masked: true),
        new("birth_date", "生年月日", Required: false, Masked: true),
    ];

    /// <inheritdoc/>
    public override string ToString() => "***";

    internal static InsuredKey Read(StaffRow row) => new(
        row.Text("insurer_number", 8), row.Optional("symbol"), row.Text("number", 40), row.Optional("branch"),
        row.OptionalDay("birth_date"));
}
