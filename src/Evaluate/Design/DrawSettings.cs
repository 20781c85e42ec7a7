using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Evaluate.Design;

/// <summary>How a round is drawn.</summary>
public sealed record DrawSettings
{
    /// <summary>Months from the letter month until both arms are free again (decisions A3).</summary>
    public int ReleaseAfterMonths { get; init; } = 7;

    /// <summary>Share of households that wait (h), 0 to less than 1; 0 sends to everyone.</summary>
    public double HoldoutShare { get; init; } = 0.5;

    /// <summary>Households in a block; block size × holdout share must be whole.</summary>
    public int BlockSize { get; init; } = 4;

    /// <summary>Households of a full block that get the letter.</summary>
    /// <exception cref="UserError">Share and block size don't fit each other.</exception>
    public int LettersPerBlock()
    {
        var waiting = BlockSize * HoldoutShare;
        if (!(HoldoutShare is >= 0 and < 1) || BlockSize is < 1 or > 100 || Math.Abs(waiting - Math.Round(waiting)) > 1e-9)
        {
            throw new UserError(
                ExitCode.Settings, Texts.BlockDoesNotFit(BlockSize, HoldoutShare), "allocate.holdoutShare, allocate.blockSize",
                Texts.BlockNext);
        }

        return BlockSize - (int)Math.Round(waiting);
    }

    /// <summary>
    /// People to select so that about <paramref name="letters"/> letters are printed: K/(1 − h), rounded half up (decisions
    /// C6).
    /// </summary>
    public int SelectedFor(int letters) => (int)Math.Round(letters / (1 - HoldoutShare), MidpointRounding.AwayFromZero);
}
