namespace ClaimsWatch.Synth.City;

/// <summary>An invented 医療機関 or 薬局 of みなも市. Prefecture 99 does not exist, so no code can be a real one.</summary>
/// <param name="Table">点数表: 1 医科, 3 歯科, 4 調剤.</param>
/// <param name="Code">医療機関コード, 7 digits.</param>
/// <param name="Specialty">診療科 of a clinic.</param>
/// <param name="Name">Name in CP932, at most 40 bytes.</param>
/// <param name="HalfWidth">Writes 記号 and 番号 in half-width digits.</param>
/// <param name="Outside">院外処方: prescribes to pharmacies.</param>
internal sealed record Institution(int Table, int Code, Specialty Specialty, byte[] Name, bool HalfWidth, bool Outside)
{
    /// <summary>The prefecture of the invented city.</summary>
    public const int Prefecture = 99;

    /// <summary>都道府県 2 + 点数表 1 + コード 7: the key of formats.md 1.2.</summary>
    public long Key => (((Prefecture * 10L) + Table) * 10_000_000) + Code;
}
