using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth.Bytes;
using ClaimsWatch.Synth.Care;
using ClaimsWatch.Synth.People;

namespace ClaimsWatch.Synth.Files;

/// <summary>Why a receipt is in a delivery.</summary>
internal enum Arrival
{
    /// <summary>For the first time.</summary>
    Original,

    /// <summary>The same 検索番号 again.</summary>
    Duplicate,

    /// <summary>Claimed again under a new 検索番号.</summary>
    Reclaim,
}

/// <summary>Goes through the receipts that arrive in one month, person by person, older claim months after the newest.</summary>
internal sealed class DeliveryPass(SynthSettings settings, MonthPlanner planner, IReadOnlyList<Person> people, Letters letters)
{
    /// <summary>Calls back for every receipt of the people <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public void Run(ClaimMonth delivery, int from, int to, Action<ReceiptContext, Arrival> receive)
    {
        for (var index = from; index < to; index++)
        {
            for (var lag = 0; lag <= Fates.LastLag; lag++)
            {
                var month = delivery.Plus(-2 - lag);
                if (month < settings.Start || month > settings.End || (lag > 0 && !Fates.Odd(settings.Seed, index, month)))
                {
                    continue;
                }

                Person(people[index], month, lag, receive);
            }
        }
    }

    /// <summary>Writes a receipt of any kind.</summary>
    public static Points Write(RecordWriter w, ReceiptContext context) => context.Plan.Kind switch
    {
        ClaimKind.Dpc => DpcReceipt.Write(w, context),
        ClaimKind.Dental => DenReceipt.Write(w, context),
        ClaimKind.Dispensing => PhaReceipt.Write(w, context),
        _ => MedReceipt.Write(w, context),
    };

    private void Person(Person person, ClaimMonth month, int lag, Action<ReceiptContext, Arrival> receive)
    {
        foreach (var plan in planner.Plan(person, month))
        {
            var fate = plan.Fate;
            Arrival? arrival = fate.Lag == lag ? Arrival.Original
                : fate.DuplicatedNext && fate.Lag + 1 == lag ? Arrival.Duplicate
                : fate.ReclaimedAfter > 0 && fate.Lag + fate.ReclaimedAfter == lag ? Arrival.Reclaim
                : null;
            if (arrival is { } why && letters.Keeps(person, month, plan))
            {
                var billed = why == Arrival.Duplicate ? fate.Lag : lag;
                receive(new ReceiptContext(settings, person, month, plan, billed, why == Arrival.Reclaim), why);
            }
        }
    }
}
