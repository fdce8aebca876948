using System.Text.Json;
using System.Text.RegularExpressions;
using LuthienProxy.Fixtures.Provisioning;
using LuthienProxy.Storage.Rows;

namespace LuthienProxy.Storage.Tests.Rows;

public sealed partial class ColumnsSpec
{
    // The one list of what a call's row is made of.
    static readonly string[] Sources =
    [
        .. Names(typeof(OpenedColumns)), .. Names(typeof(EndedColumns)),
        .. Names(typeof(TransactionChange)).Except(["opened", "ended", "last_sequence"]), "transaction_id", "event_count",
    ];

    [Theory]
    [Trait("Spec", "000-31b")]
    [InlineData("postgres")]
    [InlineData("sqlite", "row_id")]
    public void Every_column_of_a_call_must_have_one_source_of_its_own_name(string engine, params string[] keys)
    {
        var sql = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "migrations", engine), "*.sql").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        var columns = Column().Matches(Table().Match(sql).Groups[1].Value).Select(match => match.Groups[1].Value);

        // Where an engine numbers rows itself, that number has no source.
        columns.ShouldBe([.. Sources, .. keys], ignoreOrder: true);
    }

    static IEnumerable<string> Names(Type type) => type.GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));

    [GeneratedRegex(@"create table transactions \((.*?)\n\);", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"^    ([a-z_]+) ", RegexOptions.Multiline)]
    private static partial Regex Column();
}
