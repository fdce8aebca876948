using System.Text.RegularExpressions;

namespace LuthienProxy.Architecture.Tests;

/// <summary>The form of events on record is known in one place.</summary>
[Trait("Spec", "002-14")]
public sealed partial class StoredJsonSpec
{
    const string Home = "src/LuthienProxy.Protocol/Journal/Stored";

    // Who reads events: the journal's side and the queries' side of the database, the spool, and the archive.
    static readonly string[] MayReadEvents =
    [
        "src/LuthienProxy.Storage/Rows/EventAssembler.cs",
        "src/LuthienProxy.Storage/Queries/Reading/EventReader.cs",
        "src/LuthienProxy.Storage/Queries/Reading/RecordedCall.cs",
        "src/LuthienProxy.Storage/Spool/BatchCodec.cs",
        "src/LuthienProxy.Storage/Retention/ArchiveReader.cs",
    ];

    [Fact]
    public void The_forms_of_events_must_be_known_in_one_place() =>
        Repository.Source.Where(file => !file.IsBelow(Home)).SelectMany(file => file.Find(Form())).ShouldBeEmpty();

    [Fact]
    public void Only_named_places_may_read_stored_events_and_by_the_one_reader() =>
        Repository.Source.Where(file => !file.IsBelow(Home) && file.Find(Reader()).Any()).Select(file => file.Path).ShouldBeSubsetOf(MayReadEvents);

    [Fact]
    public void Who_handles_rows_of_events_must_not_parse_them() =>
        Repository.Source.Where(file => file.IsBelow("src/LuthienProxy.Storage") && file.Find(Rows()).Any())
            .SelectMany(file => file.Find(Parsing())).ShouldBeEmpty();

    [Fact]
    public void The_scan_must_see_the_reader_and_the_rows()
    {
        Repository.Source.ShouldContain(file => file.IsBelow("src/LuthienProxy.Storage") && file.Find(Rows()).Any());
        Repository.Source.Where(file => file.Find(Reader()).Any()).Select(file => file.Path).ShouldContain(MayReadEvents[0]);
        Parsing().IsMatch("select data->>'status' from x").ShouldBeTrue();
    }

    [GeneratedRegex(@"\bStored(Forms|Syntax|Shapes|Json)\b")]
    private static partial Regex Form();

    [GeneratedRegex(@"\bStoredEventReader\.Read\b")]
    private static partial Regex Reader();

    [GeneratedRegex(@"\bEventRow\b|\btransaction_events\b")]
    private static partial Regex Rows();

    [GeneratedRegex(@"\bJson(Document|Serializer|Node|Element)\b|\bUtf8JsonReader\b|\bdata\s*->|json_extract|jsonb_")]
    private static partial Regex Parsing();
}
