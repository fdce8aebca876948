using System.Diagnostics.Metrics;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Rows;

/// <summary>What could not be understood on its way to the record, or back. Free when nobody listens.</summary>
static class RowTelemetry
{
    static readonly Meter Meter = new(DatabaseTelemetry.Name);

    static readonly Counter<long> UnknownShapes = Meter.CreateCounter<long>("luthien.journal.unknown_shapes", description: "Requests with parts of a type that is not known here; their texts were searched for strings");
    static readonly Counter<long> UnreadableEvents = Meter.CreateCounter<long>("luthien.journal.unreadable_events", description: "Events on record that could not be read, by reason");
    static readonly Counter<long> MissingBodies = Meter.CreateCounter<long>("luthien.journal.missing_bodies", description: "Request bodies of which a part is no longer on record");

    public static void UnknownShape() => UnknownShapes.Add(1);

    public static void Unreadable(string reason) => UnreadableEvents.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public static void MissingBody() => MissingBodies.Add(1);
}
