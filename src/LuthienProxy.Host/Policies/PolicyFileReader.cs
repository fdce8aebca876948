using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Luthien.Hocon;
using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Host.Policies;

/// <summary>Reads policy files: HOCON, and so also JSON. Environment variables are not read: what is in force stands in the file. Thread-safe.</summary>
sealed class PolicyFileReader(PolicyCatalog catalog)
{
    static readonly HoconOptions Options = new() { Environment = _ => null };

    readonly JsonObject _schema = PolicyFileSchema.Of(catalog);

    /// <exception cref="HoconException">The file cannot be read, or does not fit the schema; every problem says where it stands.</exception>
    public PolicyFile Read(string path) => Read(HoconDocument.ReadFile(path, Options), Path.GetFullPath(path));

    /// <summary>The same of a text that somebody sent; it can include nothing.</summary>
    /// <exception cref="HoconException">As for <see cref="Read(string)"/>.</exception>
    public PolicyFile Parse(string text, string name) => Read(HoconDocument.Parse(text, name, Options), name);

    PolicyFile Read(HoconDocument document, string source)
    {
        // The root is made of all files: its own place is the first line of the one that was named.
        var problems = SchemaCheck.Of(document.Root, _schema).Concat(Twice(document.Root))
            .Select(problem => problem.Origin == document.Root.Origin ? problem with { Origin = new(source, 1, 1) } : problem).ToList();
        if (problems.Count > 0)
            throw new HoconException(problems);
        var places = ((HoconArray)document.Root.Find("policies")!.Value).Items.Cast<HoconObject>().ToList();
        return new(Text(document.Root, "name"), Named([.. places.Select(Reference)]), places, document.Files);
    }

    static IEnumerable<HoconProblem> Twice(HoconObject root) =>
        (root.Find("policies")?.Value as HoconArray)?.Items.OfType<HoconObject>().Where(stage => stage.Find("onFailure") is not null && stage.Find("on-failure") is not null)
            .Select(stage => new HoconProblem(stage.Find("on-failure")!.Origin, "on-failure is onFailure, which is given too")) ?? [];

    static PolicyReference Reference(HoconObject stage) =>
        JsonSerializer.Deserialize(Json(stage), PolicyJson.Strict.PolicyReferenceArray)![0];

    // As the catalog names them, so that a problem's policy can be found in the file.
    static List<PolicyReference> Named(List<PolicyReference> policies) =>
    [
        .. policies.Select((policy, at) => policy.Name is not null ? policy
            : policy with { Name = policies.Count(other => other.Policy == policy.Policy) == 1 ? policy.Policy : $"{policy.Policy}-{at}" }),
    ];

    static string? Text(HoconObject parent, string key) => (parent.Find(key)?.Value as HoconScalar)?.Text;

    static ReadOnlySpan<byte> Json(HoconObject stage)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartArray();
            Write(writer, stage);
            writer.WriteEndArray();
        }
        return output.WrittenSpan;
    }

    static void Write(Utf8JsonWriter writer, HoconValue value)
    {
        switch (value)
        {
            case HoconObject fields:
                writer.WriteStartObject();
                foreach (var field in fields.Fields)
                {
                    writer.WritePropertyName(field.Key == "on-failure" && fields.Find("policy") is not null ? "onFailure" : field.Key);
                    Write(writer, field.Value);
                }
                writer.WriteEndObject();
                break;
            case HoconArray list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case HoconScalar { Kind: HoconScalarKind.String } text:
                writer.WriteStringValue(text.Text);
                break;
            case HoconScalar scalar:
                // Numbers, true, false and null are written as JSON writes them.
                writer.WriteRawValue(scalar.Text);
                break;
        }
    }
}
