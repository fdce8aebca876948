using System.Text.Json.Nodes;

namespace LuthienProxy.Protocol.Tests.Arbitrary;

/// <summary>JSON with one thing wrong: each of its values in turn replaced by one of another kind, or gone. All of them, not a sample.</summary>
static class WrongMembers
{
    static readonly string[] Odd = ["null", "false", "7", "-1.5", "\"\"", "\"odd\"", "[]", "[{}]", "{}", "{\"type\":\"odd\",\"a\":\"b\"}"];

    /// <summary>The variants of one JSON text; none where it is no JSON.</summary>
    public static IEnumerable<string> Of(string json)
    {
        var places = Places(Parse(json)).ToList();
        foreach (var at in Enumerable.Range(0, places.Count))
        {
            foreach (var odd in Odd)
                yield return With(json, at, place => Replace(place, JsonNode.Parse(odd)));
            yield return With(json, at, Remove);
        }
    }

    static string With(string json, int at, Action<JsonNode> change)
    {
        var root = Parse(json)!;
        change(Places(root).ElementAt(at));
        return root.ToJsonString();
    }

    // Every value below the root; null values stand for themselves in their parent only, and are passed over.
    static IEnumerable<JsonNode> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.Select(member => member.Value).OfType<JsonNode>().SelectMany(Self),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Self),
        _ => [],
    };

    static IEnumerable<JsonNode> Self(JsonNode node) => Places(node).Prepend(node);

    static void Replace(JsonNode place, JsonNode? with)
    {
        if (place.Parent is JsonObject members)
            members[place.GetPropertyName()] = with;
        else
            ((JsonArray)place.Parent!)[place.GetElementIndex()] = with;
    }

    static void Remove(JsonNode place)
    {
        if (place.Parent is JsonObject members)
            members.Remove(place.GetPropertyName());
        else
            ((JsonArray)place.Parent!).RemoveAt(place.GetElementIndex());
    }

    static JsonNode? Parse(string json) => JsonNode.Parse(json, documentOptions: new() { MaxDepth = 1000 });
}
