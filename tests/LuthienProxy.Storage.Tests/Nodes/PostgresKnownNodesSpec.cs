using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Nodes;

namespace LuthienProxy.Storage.Tests.Nodes;

public sealed class PostgresKnownNodesSpec() : KnownNodesSpec(DatabaseEngine.Postgres)
{
    [Fact]
    public async Task Nodes_that_share_a_server_must_know_each_other()
    {
        await RecordsOf(Own).BeatAsync(new NodeReport(), CancellationToken.None);
        await RecordsOf("node-beside").BeatAsync(new NodeReport { OpenCalls = 3 }, CancellationToken.None);
        (await ListAsync()).Select(node => $"{node.Node} {node.IsGone} {node.Report.OpenCalls}").Order(StringComparer.Ordinal).ShouldBe(["node-beside False 3", "node-of-mine False 0"]);
    }
}
