using System.Text;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>The records that say who, where, when and how much: MN, IR, RE, HO, KO, SN, JD, JY, EX.</summary>
internal sealed partial class ReceiptAssembler
{
    private const int FirstVisitDay = 2;

    private bool ReadManagement(ReadOnlySpan<byte> body)
    {
        var f = new Fields(body, _ends.AsSpan(0, layout.ManagementSearchNumber.Index + 1));
        _draft.TakeSearchNumber(f[layout.ManagementSearchNumber.Index]);
        return true;
    }

    private bool ReadOwnBilling(ReadOnlySpan<byte> body, int row)
    {
        if (_draft.HasBilling && layout.HasPrefix)
        {
            return Fail(row, layout.Institution.Code, "second-receipt", "",
                "one institution record a receipt: an MN row is missing before this");
        }

        if (!ReadBilling(body, row, out var billing))
        {
            return false;
        }

        _draft.Billing = billing;
        _draft.HasBilling = true;
        return true;
    }

    private bool ReadBilling(ReadOnlySpan<byte> body, int row, out BillingFacts billing)
    {
        billing = default;
        var f = new Fields(body, _ends);
        var items = layout.Institution;
        if (!TryInstitution(f[items.Prefecture.Index], f[items.Table.Index], f[items.Code.Index], out var institution))
        {
            return Fail(row, items.Code, "bad-institution", FoundText.Of(f[items.Code.Index]),
                "都道府県 2 digits, 点数表 1 digit, code 7 digits");
        }

        if (!JapaneseDate.TryReadMonth(f[items.BilledMonth.Index], out var billed))
        {
            return Fail(row, items.BilledMonth, "bad-month", FoundText.Of(f[items.BilledMonth.Index]), "GYYMM or YYYYMM");
        }

        billing = new BillingFacts(institution, billed, SubmissionOf(f[items.ReviewBody.Index], f[items.Volume.Index]));
        return true;
    }

    // Nearly always that of the receipt before.
    private string SubmissionOf(ReadOnlySpan<byte> reviewBody, ReadOnlySpan<byte> volume)
    {
        var length = reviewBody.Length + 1 + volume.Length;
        Span<byte> text = length <= 64 ? stackalloc byte[64] : new byte[length];
        reviewBody.CopyTo(text);
        text[reviewBody.Length] = (byte)'-';
        volume.CopyTo(text[(reviewBody.Length + 1)..]);
        text = text[..length];
        if (!text.SequenceEqual(_submissionBytes))
        {
            _submissionBytes = text.ToArray();
            _submission = Encoding.ASCII.GetString(text);
        }

        return _submission;
    }

    private bool ReadReceipt(in Fields f, ReadOnlySpan<byte> body, int row)
    {
        var items = layout.Receipt;
        _draft.InDonorBlock = false;
        FlushGroup();
        var part = Numbers.TryInt(f[items.Part.Index], out var digit) ? digit : 0;
        if (_draft.Segments.Count > 0 && (items.Part.Index < 0 || (part <= 1 && _draft.Segments.Exists(s => !s.IsPart))))
        {
            return Fail(row, items.Number, "second-receipt", "",
                "one RE a receipt: the record that begins the next receipt is missing");
        }

        var kind = f[items.Kind.Index];
        if (kind.Length != 4 || !Numbers.AreDigits(kind) || kind[0] - '0' != layout.Table)
        {
            return Fail(row, items.Kind, "bad-kind", Shown(body, "RE", kind), $"4 digits, the first {layout.Table}");
        }

        if (!JapaneseDate.TryReadMonth(f[items.Month.Index], out var month))
        {
            return Fail(row, items.Month, "bad-month", Shown(body, "RE", f[items.Month.Index]), "GYYMM or YYYYMM");
        }

        var prescriber = 0L;
        if (items.PrescriberCode.Index >= 0 && f[items.PrescriberCode.Index].Length > 0
            && !TryInstitution(f[items.PrescriberPrefecture.Index], f[items.PrescriberTable.Index],
                f[items.PrescriberCode.Index], out prescriber))
        {
            return Fail(
                row, items.PrescriberCode, "bad-institution", Shown(body, "RE", f[items.PrescriberCode.Index]),
                "都道府県 2 digits, 点数表 1 digit, code 7 digits");
        }

        if (_draft.SearchNumber.Length == 0)
        {
            _draft.TakeSearchNumber(f[items.SearchNumber.Index]);
        }

        _draft.Begin(row, part, month, inpatient: (kind[3] - '0') % 2 == 1, prescriber);
        return true;
    }

    private bool ReadInsurer(in Fields f, ReadOnlySpan<byte> body, int row)
    {
        var items = layout.Insurer;
        if (!InSegment(row))
        {
            return false;
        }

        if (_draft.Current.InsurerRow >= 0)
        {
            return Fail(row, items.InsurerNumber, "second-insurer", "",
                "one HO a receipt: the record that begins the next receipt is missing");
        }

        if (!Numbers.TryInt(f[items.Points.Index], out var points))
        {
            return Fail(row, items.Points, "bad-points", Shown(body, "HO", f[items.Points.Index]), "a number");
        }

        var days = 0;
        if (f[items.Days.Index].Trim((byte)' ').Length > 0 && !Numbers.TryInt(f[items.Days.Index], out days))
        {
            return Fail(row, items.Days, "bad-days", Shown(body, "HO", f[items.Days.Index]), "a number of days");
        }

        _draft.Current.InsurerRow = row;
        _draft.Current.Points = points;
        _draft.Current.Days = days;
        return true;
    }

    private bool ReadPublic(ReadOnlySpan<byte> body, int row)
    {
        var f = new Fields(body, _ends);
        var items = layout.PublicPayer;
        if (!InSegment(row))
        {
            return false;
        }

        var payer = f[items.PayerNumber.Index].Trim((byte)' ');
        if (_draft.PublicPrograms.Count < PublicProgramsMax && _draft.Segments.Count == 1)
        {
            _draft.PublicPrograms.Add(payer.Length == 8 && Numbers.TryInt(payer[..2], out var program) ? program : 0);
        }

        if (!_draft.Current.HasPublic)
        {
            _draft.Current.HasPublic = true;
            _draft.Current.PublicDays = Numbers.TryInt(f[items.Days.Index], out var days) ? days : 0;
            _draft.Current.PublicPoints = Numbers.TryInt(f[items.Points.Index], out var points) ? points : 0;
        }

        return true;
    }

    private bool ReadQualification(RowBlock block, int row)
    {
        if (_draft.QualificationRow >= 0)
        {
            return true;
        }

        var f = _qualification.Of(block, row);
        var payer = f[layout.Qualification.Payer.Index];
        if (payer.Length == 0 || payer.SequenceEqual("1"u8))
        {
            _draft.QualificationRow = row;
            if (_draft.TransferredTo.Length == 0)
            {
                _draft.TransferredTo = Encoding.ASCII.GetString(f[layout.Qualification.InsurerNumber.Index].Trim((byte)' '));
            }
        }

        return true;
    }

    private bool ReadDays(ReadOnlySpan<byte> body)
    {
        var mask = 0;
        var days = new DayFields(new Fields(body, _ends.AsSpan(0, FirstVisitDay)).Behind);
        while (days.Next())
        {
            if (days.Field.SequenceEqual("1"u8))
            {
                mask |= 1 << (days.Day - 1);
            }
        }

        // One JD a payer: the first with days is 医保's.
        _draft.VisitMask = _draft.VisitMask != 0 ? _draft.VisitMask : mask;
        return true;
    }

    private void ReadCorrection(ReadOnlySpan<byte> body, int row)
    {
        var f = new Fields(body, _ends);
        var kind = Numbers.TryInt(f[1], out var k) && k is >= 1 and <= 3 ? (CorrectionKind)k : CorrectionKind.None;
        _ = Numbers.TryInt(f[2], out var target);
        _ = Numbers.TryInt(f[3], out var targetBranch);
        _ = Numbers.TryInt(f[6], out var after);
        _ = Numbers.TryInt(f[7], out var afterBranch);
        _corrections.Add(new Correction(row, kind, new RowKey(target, targetBranch), new RowKey(after, afterBranch))
        {
            Items = FoundText.Of(f[4]),
            Reason = FoundText.Of(f[5]),
        });
    }

    private void ReadOperation(ReadOnlySpan<byte> body)
    {
        var to = new Fields(body, _ends.AsSpan(0, layout.TransferredTo.Index + 1))[layout.TransferredTo.Index].Trim((byte)' ');
        if (to.Length > 0)
        {
            _draft.TransferredTo = Encoding.ASCII.GetString(to);
        }
    }
}
