using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Tests.Stores;

// Whatever the order, whatever comes twice.
public abstract partial class JournalSpec
{
    const int Scenarios = 25;

    [Fact]
    [Trait("Spec", "J5")]
    public void Batches_in_any_interleaving_with_any_repeats_must_end_in_the_same_record() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => EndsInTheSameRecordAsync(new Random(seed)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Scenarios));

    async Task<bool> EndsInTheSameRecordAsync(Random random)
    {
        var calls = Enumerable.Range(0, 3).Select(i => Some.Batch(Some.Id(), 1, Some.EveryEvent($"text{i}", Endings.Values.ElementAt(i)))).ToList();
        foreach (var group in Scramble.Of(calls, random))
            await Store.WriteAsync(group, CancellationToken.None);
        foreach (var call in calls)
        {
            await MustHoldAsync(call);
            var plain = Some.Id();
            await MustWriteAsync(new JournalBatch(plain, [.. call.Entries.Select(entry => entry with { TransactionId = plain })]));
            (await Record.CallAsync(call.TransactionId)).ShouldBe(await Record.CallAsync(plain));
        }
        return true;
    }
}
