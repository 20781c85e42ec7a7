using System.Runtime.InteropServices;
using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;
using ClaimsWatch.Ingest.People;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// Identities of one part of a file. The raw bytes of an identity are looked up first, so that text is decoded once a person and
/// delivery.
/// </summary>
internal sealed class IdentityReader(Layout layout, FileEncoding encoding, IdentityTable identities)
{
    private byte[] _scratch = new byte[1024];
    private string _insurerWritten = "";
    private string _insurer = "";

    /// <summary>
    /// Number of the identity in RE, HO and SN (no fields for absent records), −1 if 番号 is blank; false if a name is not text in
    /// the file's encoding.
    /// </summary>
    public bool TryRead(in Fields re, in Fields ho, in Fields sn, Sex sex, int birthDate, out int index)
    {
        var items = layout.Qualification;

        // 確認後 items are filled by the reviewing body where the claim's own were wrong: they win (formats: SN[3..6] over
        // HO[1..3]).
        var confirmed = sn[items.Number.Index].Trim((byte)' ').Length > 0;
        var number = confirmed ? sn[items.Number.Index] : ho[layout.Insurer.Number.Index];
        var symbol = confirmed ? sn[items.Symbol.Index] : ho[layout.Insurer.Symbol.Index];
        var confirmedInsurer = sn[items.InsurerNumber.Index].Trim((byte)' ');
        var insurerNumber = confirmedInsurer.Length > 0 ? confirmedInsurer : ho[layout.Insurer.InsurerNumber.Index];
        index = -1;
        if (number.Trim((byte)' ').Length == 0)
        {
            return true;
        }

        var branch = sn[items.Branch.Index];
        var name = re[layout.Receipt.Name.Index];
        var kana = re[layout.Receipt.Kana.Index];
        var raw = RawOf(insurerNumber, symbol, number, branch, name, kana, sex, birthDate);
        if (identities.Raw.TryFind(raw, out index))
        {
            return true;
        }

        if (!TryText(insurerNumber, out var insurerText) || !TryText(symbol, out var symbolText) || !TryText(number,
            out var numberText)
            || !TryText(branch, out var branchText) || !TryText(name, out var nameText) || !TryText(kana, out var kanaText))
        {
            return false;
        }

        var folded = KanaWidth.FoldNumber(numberText);
        if (folded.Length == 0)
        {
            index = -1;
            return true;
        }

        index = identities.NumberOf(new Identity(
            InsurerOf(insurerText), KanaWidth.FoldNumber(symbolText), folded, BranchOf(branchText), nameText.Trim(),
            kanaText.Trim(), sex, birthDate));
        identities.Raw.Add(raw, index);
        return true;
    }

    // One insurer, nearly always.
    private string InsurerOf(string written)
    {
        if (written != _insurerWritten)
        {
            (_insurerWritten, _insurer) = (written, InsurerNumber.Normalise(written));
        }

        return _insurer;
    }

    /// <summary>枝番 in two digits, or empty.</summary>
    public static string BranchOf(string text)
    {
        var folded = KanaWidth.FoldNumber(text);
        return folded.Length == 1 ? "0" + folded : folded;
    }

    private bool TryText(ReadOnlySpan<byte> field, out string text) => EncodingSniffer.TryDecode(encoding, field, out text);

    private ReadOnlySpan<byte> RawOf(
        ReadOnlySpan<byte> insurer, ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> number, ReadOnlySpan<byte> branch,
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> kana, Sex sex, int birthDate)
    {
        var needed = insurer.Length + symbol.Length + number.Length + branch.Length + name.Length + kana.Length + 16;
        if (needed > _scratch.Length)
        {
            _scratch = new byte[needed * 2];
        }

        var length = 0;
        Append(insurer, ref length);
        Append(symbol, ref length);
        Append(number, ref length);
        Append(branch, ref length);
        Append(name, ref length);
        Append(kana, ref length);

        // The same bytes may be other text in another encoding.
        MemoryMarshal.Write(_scratch.AsSpan(length), ((((long)birthDate * 4) + (int)sex) * 4) + (int)encoding);
        return _scratch.AsSpan(0, length + sizeof(long));
    }

    private void Append(ReadOnlySpan<byte> field, ref int length)
    {
        field.CopyTo(_scratch.AsSpan(length));
        length += field.Length;
        _scratch[length++] = (byte)','; // no field holds a comma, so joined fields stay distinct
    }
}
