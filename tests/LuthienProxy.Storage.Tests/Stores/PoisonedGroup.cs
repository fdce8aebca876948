using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>A write of many calls, one of which an engine has been made to refuse: the one with the head of an upstream's answer.</summary>
static class PoisonedGroup
{
    public static async Task MustBeWrittenButForAsync(IJournalStore store)
    {
        var poisoned = Some.Id();
        var before = Enumerable.Range(0, 5).Select(_ => Some.Beginning(Some.Id())).ToList();
        var after = Enumerable.Range(0, 6).Select(_ => Some.Beginning(Some.Id())).ToList();
        var poison = Some.Batch(poisoned, 3, new UpstreamResponded(200, []));
        var report = await store.WriteAsync([.. before, Some.Beginning(poisoned), poison, .. after], CancellationToken.None);
        (report.Written, report.Repeated).ShouldBe((24, 0));
        var refused = report.Refused.Single();
        (refused.Batch, refused.Reason).ShouldBe((poison, RefusalReason.Unstorable));
        refused.Cause.ShouldNotBeNull();
        foreach (var whole in before.Concat(after))
            (await store.ReadAsync(whole.TransactionId, 0, 10, CancellationToken.None)).Count.ShouldBe(2);
        (await store.ReadAsync(poisoned, 0, 10, CancellationToken.None)).Count.ShouldBe(2);
    }
}
