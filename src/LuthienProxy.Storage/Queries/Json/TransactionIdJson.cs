using System.Text.Json;
using System.Text.Json.Serialization;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Queries.Json;

/// <summary>Writes a transaction's id as its one spelling, and reads nothing else.</summary>
public sealed class TransactionIdJson : JsonConverter<TransactionId>
{
    /// <inheritdoc/>
    public override TransactionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TransactionId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("A transaction id has 32 lower-case hexadecimal digits.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TransactionId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
