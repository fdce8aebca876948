using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Changes;

/// <summary>A change on the spool. Stateless; thread-safe.</summary>
static class ChangeCodec
{
    const int IdBytes = 16;

    public static void Write(BinaryWriter writer, AdministrativeChange change)
    {
        writer.Write(change.Id.ToByteArray(bigEndian: true));
        writer.Write(change.At.UtcTicks);
        foreach (var text in new[] { change.Node, change.Actor, change.Origin, change.Action, change.Outcome.ToString() })
            writer.Write(text);
        foreach (var text in new[] { change.Subject, change.Detail })
        {
            writer.Write(text is not null);
            writer.Write(text ?? "");
        }
    }

    /// <summary>Reads one. Throws what a reader throws at bytes that are none.</summary>
    public static AdministrativeChange Read(BinaryReader reader) => new()
    {
        // In the order of writing: an initializer's members are evaluated as they stand here.
        Id = new Guid(reader.ReadBytes(IdBytes), bigEndian: true),
        At = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
        Node = reader.ReadString(),
        Actor = reader.ReadString(),
        Origin = reader.ReadString(),
        Action = reader.ReadString(),
        Outcome = Enum.Parse<ChangeOutcome>(reader.ReadString()),
        Subject = Optional(reader),
        Detail = Optional(reader),
    };

    static string? Optional(BinaryReader reader)
    {
        var isThere = reader.ReadBoolean();
        var text = reader.ReadString();
        return isThere ? text : null;
    }
}
