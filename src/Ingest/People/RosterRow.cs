using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.People;

/// <summary>
/// Writes the row that a roster stands at as a member's record. Most values are as they should be and are copied; what has to be
/// folded or read is made a text first.
/// </summary>
internal sealed class RosterRow(CsvRows rows, string file, string defaultInsurer)
{
    private readonly int _personId = rows.PositionOf("person_id");
    private readonly int _insurer = rows.PositionOf("insurer_number");
    private readonly int _symbol = rows.PositionOf("symbol");
    private readonly int _number = rows.PositionOf("number");
    private readonly int _branch = rows.PositionOf("branch");
    private readonly int _name = rows.PositionOf("name");
    private readonly int _kana = rows.PositionOf("kana");
    private readonly int _sex = rows.PositionOf("sex");
    private readonly int _birthDate = rows.PositionOf("birth_date");
    private readonly int _acquiredOn = rows.PositionOf("acquired_on");
    private readonly int _lostOn = rows.PositionOf("lost_on");
    private readonly int _endReason = rows.PositionOf("end_reason");
    private readonly int _relationship = rows.PositionOf("relationship");
    private readonly int _postalCode = rows.PositionOf("postal_code");
    private readonly int _address = rows.PositionOf("address");
    private readonly int _addressSource = rows.PositionOf("address_source");
    private readonly int _recipientIsPerson = rows.PositionOf("recipient_is_person");
    private readonly int _shielded = rows.PositionOf("shielded");
    private readonly int _office = rows.PositionOf("office_branch");

    /// <summary>Writes the record; a reject instead if the row names nobody.</summary>
    public Reject? Write(RecordWriter writer)
    {
        if (!StaffDate.TryRead(rows.Get(_birthDate), out var birthDate) || birthDate == 0)
        {
            return Bad("birth_date 生年月日", "bad-date", FoundText.Masked, "YYYYMMDD, YYYY-MM-DD, R6.4.1");
        }

        if (!StaffDate.TryRead(rows.Get(_acquiredOn), out var acquiredOn))
        {
            return Bad("acquired_on 資格取得日", "bad-date", FoundText.ShapeOf(rows.Get(_acquiredOn)), "a date");
        }

        if (!StaffDate.TryRead(rows.Get(_lostOn), out var lostOn))
        {
            return Bad("lost_on 資格喪失日", "bad-date", FoundText.ShapeOf(rows.Get(_lostOn)), "a date or nothing");
        }

        if (!TrySex(rows.Get(_sex), out var sex))
        {
            return Bad("sex 性別", "bad-sex", FoundText.ShapeOf(rows.Get(_sex)), "1, 2, 男, 女");
        }

        var number = Folded(rows.Get(_number));
        if (number.IsEmpty || (rows.Get(_insurer).IsEmpty ? defaultInsurer.Length == 0 : Insurer(rows.Get(_insurer)).IsEmpty))
        {
            return Bad("number 番号", "no-number", FoundText.Masked, "保険者番号 and 番号");
        }

        writer.Clear();
        writer.Text(rows.Get(_personId));
        if (rows.Get(_insurer).IsEmpty)
        {
            writer.Text(defaultInsurer);
        }
        else
        {
            writer.Text(Insurer(rows.Get(_insurer)));
        }

        writer.Text(Folded(rows.Get(_symbol)));
        writer.Text(number);
        writer.Text(Branch(rows.Get(_branch)));
        writer.Text(rows.Get(_name));
        writer.Text(rows.Get(_kana));
        writer.Int((int)sex);
        writer.Int(birthDate);
        writer.Int(acquiredOn);
        writer.Int(lostOn);
        writer.Int((int)EndReasonOf(rows.Get(_endReason), lostOn));
        writer.Text(rows.Get(_relationship));
        writer.Text(Folded(rows.Get(_postalCode)));
        writer.Text(rows.Get(_address));
        var source = rows.Get(_addressSource);
        writer.Text(source);
        var recipient = rows.Get(_recipientIsPerson);
        writer.Bool(recipient.IsEmpty ? IsPersonal(source) : IsYes(recipient));
        writer.Bool(IsYes(rows.Get(_shielded)));
        writer.Int(OfficeOf(rows.Get(_office)));
        PersonRecords.WriteLink(writer, 0, 0, 0);
        return null;
    }

    private Reject Bad(string column, string code, string found, string expected) =>
        new(file, rows.Line, column, code, found, expected);

    private static bool TrySex(ReadOnlySpan<byte> text, out Sex sex)
    {
        sex = text is [(byte)'1'] ? Sex.Male : text is [(byte)'2'] ? Sex.Female : Sex.Unknown;
        return sex != Sex.Unknown || RosterReader.TrySex(Text(text), out sex);
    }

    // A 記号 or 番号 that nothing has to be taken out of.
    private static bool IsFolded(ReadOnlySpan<byte> text) => Ascii.IsValid(text) && !text.ContainsAny((byte)' ', (byte)'-');

    private static ReadOnlySpan<byte> Folded(ReadOnlySpan<byte> text) =>
        IsFolded(text) ? text : Utf8(KanaWidth.FoldNumber(Text(text)));

    private static ReadOnlySpan<byte> Insurer(ReadOnlySpan<byte> text) =>
        IsFolded(text) && (text.Length == 6 || (text.Length == 8 && !text.StartsWith("00"u8)))
            ? text
            : Utf8(InsurerNumber.Normalise(Text(text)));

    private static ReadOnlySpan<byte> Branch(ReadOnlySpan<byte> text) =>
        IsFolded(text) && text.Length != 1 ? text : Utf8(IdentityReader.BranchOf(Text(text)));

    private static bool IsPersonal(ReadOnlySpan<byte> source) =>
        source.SequenceEqual("住基"u8) || source.SequenceEqual("本人届"u8) || source.SequenceEqual("居所届"u8);

    private static EndReason EndReasonOf(ReadOnlySpan<byte> text, int lostOn) => KanaWidth.Fold(Text(text)).Trim() switch
    {
        "2" or "死亡" or "death" => EndReason.Death,
        "3" or "転出" or "moved" => EndReason.Moved,
        _ => lostOn == 0 ? EndReason.None : EndReason.Loss,
    };

    private static bool IsYes(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.SequenceEqual("0"u8)
        && KanaWidth.Fold(Text(text)).Trim().ToUpperInvariant() is "1" or "有" or "あり" or "はい" or "TRUE" or "YES" or "○";

    private static int OfficeOf(ReadOnlySpan<byte> text) =>
        !text.IsEmpty && int.TryParse(KanaWidth.FoldNumber(Text(text)), out var office) ? office : 0;

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
