using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Nodes;

namespace LuthienProxy.Storage.Tests.Nodes;

public sealed class SqliteKnownNodesSpec() : KnownNodesSpec(DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task Every_other_node_must_be_gone_for_the_file_is_this_ones_alone()
    {
        await RecordsOf("node-before").BeatAsync(new NodeReport(), CancellationToken.None);
        await RecordsOf(Own).BeatAsync(new NodeReport(), CancellationToken.None);
        (await ListAsync()).Select(node => $"{node.Node} {node.IsGone}").Order(StringComparer.Ordinal).ShouldBe(["node-before True", "node-of-mine False"]);
    }
}
