using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;
using ClaimsWatch.Ingest.People;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>What is decided when all rows of a receipt are known: person, points, status, parts.</summary>
internal sealed partial class ReceiptAssembler
{
    private readonly List<int> _billedPoints = [];

    /// <summary>合計点数 as billed, in the order of the HO records.</summary>
    private void ReadBilledPoints(RowBlock block, IReadOnlyList<int> billed)
    {
        _billedPoints.Clear();
        if (_corrections.Count == 0)
        {
            return;
        }

        foreach (var row in billed)
        {
            if (block.Rows[row].Role == RowRole.Insurer)
            {
                var field = new Fields(block.Body(row), _ends)[layout.Insurer.Points.Index];
                _billedPoints.Add(Numbers.TryInt(field, out var points) ? points : 0);
            }
        }
    }

    private bool Finish(RowBlock block, int medications, int diagnoses, int acts)
    {
        if (_draft.Segments.Count == 0)
        {
            return Fail(0, layout.Receipt.Number, "no-receipt-record", "", "an RE record");
        }

        if (!_draft.HasBilling)
        {
            return Fail(0, layout.Institution.Code, "no-institution", "", "an institution record (IR, YK)");
        }

        var main = _draft.Main;
        if (main.InsurerRow < 0 && !main.HasPublic)
        {
            return Fail(main.ReceiptRow, layout.Insurer.Points, "no-payer", "", "an HO or KO record: the receipt may be cut off");
        }

        if (!TryIdentity(block, main, out var identity, out var sex, out var birthDate))
        {
            return false;
        }

        if (main.Month.CompareTo(_draft.Billing.Billed) > 0)
        {
            return Fail(main.ReceiptRow, layout.Receipt.Month, "month-after-billing", $"{main.Month}",
                $"at most 請求年月 {_draft.Billing.Billed}");
        }

        FlushActs();
        CountPoints(main);
        Add(block, main, (identity, sex, birthDate), (medications, diagnoses, acts));
        return true;
    }

    /// <summary>Counts only what is accepted: a rejected receipt has its own line in rejects.csv.</summary>
    private void CountPoints(Segment main)
    {
        batch.Points.Lines += _draft.DispensingLines;
        batch.Points.LinesWrong += _draft.DispensingLinesWrong;
        if (layout.LinesAddUp && main.InsurerRow >= 0 && !main.HasPublic)
        {
            batch.Points.Receipts++;
            batch.Points.ReceiptsWrong += _draft.LinePoints == main.Points ? 0 : 1;
        }
    }

    private bool TryIdentity(RowBlock block, Segment main, out int identity, out Sex sex, out int birthDate)
    {
        var items = layout.Receipt;
        identity = -1;
        var receipt = block.Body(main.ReceiptRow);
        var f = _receipt.Of(block, main.ReceiptRow);
        var sexField = f[items.Sex.Index].Trim((byte)' ');
        sex = Sex.Unknown;
        birthDate = 0;
        if (sexField.Length > 0)
        {
            if (!Numbers.TryInt(sexField, out var digit) || digit is not (1 or 2))
            {
                return Fail(main.ReceiptRow, items.Sex, "bad-sex", Shown(receipt, "RE", sexField), "1 or 2");
            }

            sex = (Sex)digit;
        }

        if (!TryDay(f[items.BirthDate.Index], out birthDate))
        {
            return Fail(main.ReceiptRow, items.BirthDate, "bad-date", FoundText.Masked, "GYYMMDD or YYYYMMDD");
        }

        return _identities.TryRead(
                f, _insurer.Of(block, main.InsurerRow), _qualification.Of(block, _draft.QualificationRow), sex,
                birthDate, out identity)
            || Fail(main.ReceiptRow, items.Name, "bad-encoding", FoundText.Masked, $"text in {EncodingSniffer.NameOf(encoding)}");
    }

    private void FlushActs()
    {
        for (var i = 0; i < _draft.ActCodes.Count; i++)
        {
            batch.Acts.Add(new PackedAct(_draft.ActCodes[i], _draft.ActTimes[i]));
        }
    }

    private void Add(
        RowBlock block, Segment main, (int Index, Sex Sex, int BirthDate) identity,
        (int Medications, int Diagnoses, int Acts) first)
    {
        var pseudonyms = identities.Pseudonyms;
        var name = _draft.SearchNumber.Length > 0 ? "" : NameOf(_receipt.Of(block, main.ReceiptRow), identity.Index);
        var (id, key) = name.Length > 0 ? (ReceiptNames.Of(pseudonyms, name), (UInt128?)null)
            : ReceiptNames.OfSearchNumber(pseudonyms, _draft.SearchNumber);
        var flags = Flag(CorrectionsApplied > 0, ClaimFlags.Corrected) | Flag(main.IsPublicOnly, ClaimFlags.PublicOnly)
            | Flag(identity.Index < 0, ClaimFlags.Unlinked) | Flag(_draft.Billing.Billed.MonthsSince(main.Month) > 1,
                ClaimFlags.Late);
        var whole = new ReceiptRows
        {
            Identity = identity.Index,
            Sex = identity.Sex,
            BirthDate = identity.BirthDate,
            ReceiptId = id,
            Kind = main.Inpatient ? layout.InpatientKind : layout.OutpatientKind,
            Institution = _draft.Billing.Institution,
            Prescriber = main.Prescriber,
            VisitDays = DaysOf(main),
            PointsBilled = PointsOf(main, _billedPoints.Count > 0 ? _billedPoints[0] : main.Points),
            Points = PointsOf(main, main.Points),
            Flags = flags,
            Month = main.Month,
            Billed = _draft.Billing.Billed,
            SearchKey = key,
            RowFrom = block.Rows[0].Line,
            RowTo = block.Rows[^1].Line,
            Status = IsTransferred() ? ReceiptStatus.Transferred : ReceiptStatus.Live,
            DayMask = _draft.DayMask,
            Public = (Program(0), Program(1), Program(2), Program(3)),
            Medications = first.Medications..batch.Medications.Count,
            Diagnoses = first.Diagnoses..batch.Diagnoses.Count,
            Acts = first.Acts..batch.Acts.Count,
        };
        NoteCorrections(block);
        batch.Receipts.Add(whole);
        for (var i = 0; i < _draft.Segments.Count; i++)
        {
            var part = _draft.Segments[i];
            if (part == main)
            {
                continue;
            }

            name = name.Length > 0 ? name : System.Text.Encoding.ASCII.GetString(_draft.SearchNumber);
            batch.Receipts.Add(whole with
            {
                ReceiptId = ReceiptNames.OfPart(pseudonyms, name, part.Part, i),
                VisitDays = part.Days,
                PointsBilled = part.Points,
                Points = part.Points,
                RowFrom = block.Rows[part.ReceiptRow].Line,
                RowTo = block.Rows[part.ReceiptRow].Line,
                Status = ReceiptStatus.Part,
                DayMask = 0,
                Medications = 0..0,
                Diagnoses = 0..0,
                Acts = 0..0,
            });
        }
    }

    private void NoteCorrections(RowBlock block)
    {
        foreach (var correction in _corrections)
        {
            var record = "";
            for (var i = 0; i < block.Count && record.Length == 0; i++)
            {
                var row = block.Rows[i];
                if (new RowKey(row.RowNumber, row.Branch) == correction.Target && block.Body(i).Length >= 2)
                {
                    record = FoundText.Of(block.Body(i)[..2]);
                }
            }

            batch.Corrections.Add(new CorrectionNote(
                batch.Receipts.Count, block.Rows[correction.Row].Line, correction, record,
                _fates[correction.Row] == RowFate.Stored));
        }
    }

    private static ClaimFlags Flag(bool set, ClaimFlags flag) => set ? flag : ClaimFlags.None;

    private int DaysOf(Segment main)
    {
        var days = main.IsPublicOnly ? main.PublicDays : main.Days;
        return days > 0 || _draft.VisitMask == 0 ? days : CountDays(_draft.VisitMask);
    }

    private int PointsOf(Segment main, int insurerPoints)
    {
        var points = main.IsPublicOnly ? main.PublicPoints : insurerPoints;
        return layout.YenPerPoint == 1 ? points : (points + (layout.YenPerPoint / 2)) / layout.YenPerPoint;
    }

    private int Program(int index) => index < _draft.PublicPrograms.Count ? _draft.PublicPrograms[index] : 0;

    private bool IsTransferred() =>
        _clients.Count > 0 && _draft.TransferredTo.Length > 0
            && !_clients.Contains(InsurerNumber.Normalise(_draft.TransferredTo));

    /// <summary>
    /// Names a receipt without 検索番号. レセプト番号 is unique inside one submission only, and a submission may be made anew with other
    /// numbers: month and person keep two people apart who got the same number.
    /// </summary>
    private string NameOf(in Fields f, int identity)
    {
        var number = System.Text.Encoding.ASCII.GetString(f[layout.Receipt.Number.Index]);
        var kind = System.Text.Encoding.ASCII.GetString(f[layout.Receipt.Kind.Index]);
        var billing = _draft.Billing;
        var person = identity < 0 ? "" : $"{identities.KeyOf(identity).High:x16}";
        var submission = $"{billing.Institution:0000000000}|{billing.Billed.Value}|{billing.Submission}";
        return $"{submission}|{number}|{kind}|{_draft.Main.Month.Value}|{person}";
    }
}
