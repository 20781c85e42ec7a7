using System.Collections.Concurrent;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>What a part of a claim file leaves behind when its rows are in the spool.</summary>
/// <param name="Facts">For the checks.</param>
/// <param name="Corrections">Every JY with its receipt.</param>
internal sealed record PartIntake(ClaimFacts Facts, IReadOnlyList<AuditedCorrection> Corrections);

/// <summary>Takes the receipts of all files in, part by part: counts them and packs their rows away.</summary>
internal sealed class ClaimIntake(ReceiptSpool spool, IdentityTable identities, IMemoryBudget memory)
{
    private readonly ConcurrentBag<ReceiptBatch> _idle = [];

    /// <summary>Where the rows are.</summary>
    public ReceiptSpool Spool => spool;

    /// <summary>Who they are of.</summary>
    public IdentityTable Identities => identities;

    /// <summary>What the run may take.</summary>
    public IMemoryBudget Memory => memory;

    /// <summary>An empty batch, one that was used before if there is one.</summary>
    public ReceiptBatch Rent() => _idle.TryTake(out var batch) ? batch : new ReceiptBatch();

    /// <summary>Gives a batch that was taken in back.</summary>
    public void Return(ReceiptBatch batch)
    {
        batch.Clear();
        _idle.Add(batch);
    }

    /// <summary>Forgets the batches that wait to be used again: all files are read.</summary>
    public void End() => _idle.Clear();

    /// <summary>Takes a batch in, which is of no use after it.</summary>
    /// <param name="batch">Receipts as read.</param>
    /// <param name="file">Position of the file in the delivery.</param>
    /// <param name="part">Position of the part in the file.</param>
    /// <param name="name">Name of the file.</param>
    public PartIntake Take(ReceiptBatch batch, int file, int part, string name)
    {
        identities.Count(batch);
        foreach (var segment in ReceiptPacker.Pack(batch, file, part, spool.RoomFor))
        {
            spool.Add(segment);
        }

        memory.Keep();
        return new PartIntake(ClaimFacts.Of(batch),
            [.. batch.Corrections.Select(n => new AuditedCorrection(name, n, batch.Receipts[n.Receipt]))]);
    }
}
