using System.Buffers;
using System.Runtime.InteropServices;

namespace ClaimsWatch.Store.Parquet;

/// <summary>
/// Room that encoding a column needs and that the next column needs again: fresh room for each column is half of what a month
/// allocates. There is as much as threads encode at once, and none when nobody has encoded for a while.
/// </summary>
internal sealed class EncodeScratch
{
    private static readonly WeakReference<Stack<EncodeScratch>> s_idle = new([]);

    [ThreadStatic]
    private static EncodeScratch? t_mine;

    private int[] _indexes = [];
    private int[] _slots = [];
    private long[] _entries = [];

    /// <summary>This thread's.</summary>
    public static EncodeScratch Mine => t_mine ??= new EncodeScratch();

    /// <summary>What threads do not use at the moment; it lasts as long as somebody holds it.</summary>
    public static Stack<EncodeScratch> Idle()
    {
        lock (s_idle)
        {
            if (!s_idle.TryGetTarget(out var idle))
            {
                s_idle.SetTarget(idle = []);
            }

            return idle;
        }
    }

    /// <summary>Gives this thread room until the loan ends, so that it keeps none when it goes on to other work.</summary>
    public static Loan Borrow()
    {
        if (t_mine is not null)
        {
            return default; // it has some
        }

        var idle = Idle();
        lock (s_idle)
        {
            t_mine = idle.TryPop(out var kept) ? kept : new EncodeScratch();
        }

        return new Loan(idle);
    }

    /// <summary>Room lent to a thread.</summary>
    public readonly struct Loan(Stack<EncodeScratch> idle) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose()
        {
            if (idle is not null)
            {
                lock (s_idle)
                {
                    idle.Push(t_mine!);
                }

                t_mine = null;
            }
        }
    }

    /// <summary>Bodies of pages.</summary>
    public ArrayBufferWriter<byte> Pages { get; } = new(1 << 16);

    /// <summary>Numbers of texts; to be cleared by whoever filled it.</summary>
    public Dictionary<string, int> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>A row group.</summary>
    public MemoryStream Group { get; } = new(1 << 16);

    /// <summary>Room for some indexes; anything may lie there.</summary>
    public Span<int> Indexes(int count)
    {
        if (_indexes.Length < count)
        {
            _indexes = GC.AllocateUninitializedArray<int>(Math.Max(count, _indexes.Length * 2));
        }

        return _indexes.AsSpan(0, count);
    }

    /// <summary>Room for some values of a dictionary; anything may lie there.</summary>
    public Span<T> Entries<T>(int count)
        where T : unmanaged
    {
        if (_entries.Length < count)
        {
            _entries = GC.AllocateUninitializedArray<long>(Math.Max(count, _entries.Length * 2));
        }

        return MemoryMarshal.Cast<long, T>(_entries.AsSpan())[..count];
    }

    /// <summary>Empty slots of a hash table.</summary>
    public Span<int> Slots(int count)
    {
        if (_slots.Length < count)
        {
            _slots = new int[count];
        }

        var slots = _slots.AsSpan(0, count);
        slots.Clear();
        return slots;
    }
}
