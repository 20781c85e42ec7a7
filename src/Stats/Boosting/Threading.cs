namespace ClaimsWatch.Stats.Boosting;

/// <summary>Work cut into parts whose results do not depend on who does them.</summary>
internal static class Threading
{
    /// <summary>Runs an action for every part on at most some threads.</summary>
    public static void For(int parts, int threads, Action<int> action)
    {
        if (threads <= 1 || parts <= 1)
        {
            for (var part = 0; part < parts; part++)
            {
                action(part);
            }

            return;
        }

        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, action);
    }

    /// <summary>Runs an action for ranges of rows of a fixed size, whatever the number of threads.</summary>
    public static void Rows(int rows, int threads, Action<int, int> action)
    {
        const int Block = 1 << 14;
        For((rows + Block - 1) / Block, threads, b => action(b * Block, Math.Min(rows, (b + 1) * Block)));
    }
}
