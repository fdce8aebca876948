using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Luthien.Hocon;
using LuthienProxy.Host.Policies;
using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Host.Tests.Policies;

/// <summary>What can be configured, and the schemas that say how.</summary>
[Trait("Spec", "000-05")]
public sealed class PolicyListSpec : GatewaySpec
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Types => new(PolicyCatalog.BuiltIn.Policies.Select(type => type.Name));

    [Fact]
    [Trait("Spec", "000-05c")]
    public async Task The_list_must_name_every_type_once_sorted_within_its_category_and_fit_the_published_schema()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        var list = await gateway.ReadAsync(PolicyAdmin.Path + "list");
        SchemaCheck.Of(HoconDocument.Parse(list.GetRawText()).Root, Published("policy-list")).ShouldBeEmpty();
        var categories = list.GetProperty("categories").EnumerateArray().ToList();
        var names = categories.Select(category => category.GetProperty("policies").EnumerateArray().Select(type => type.GetProperty("name").GetString()!).ToList()).ToList();
        names.SelectMany(group => group).ShouldBe(PolicyCatalog.BuiltIn.Policies.Select(type => type.Name), ignoreOrder: true);
        names.ShouldAllBe(group => group.SequenceEqual(group.Order(StringComparer.Ordinal)));
        categories.Select(category => category.GetProperty("category").GetString()!).ShouldBeInOrder();
        list.GetProperty("broken").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    [Trait("Spec", "000-05a")]
    public async Task Every_type_must_say_what_it_is_and_what_it_is_for()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        var types = (await gateway.ReadAsync(PolicyAdmin.Path + "list")).GetProperty("categories").EnumerateArray().SelectMany(category => category.GetProperty("policies").EnumerateArray()).ToList();
        foreach (var member in (string[])["name", "className", "description", "category", "useCase"])
            types.ShouldAllBe(type => type.GetProperty(member).GetString()!.Length > 0, member);
        types.ToDictionary(type => type.GetProperty("name").GetString()!, type => type.GetProperty("kind").GetString())
            .Where(type => type.Key is "AllCaps" or "SqlProtection" or "SimpleJudge" or "NoOp").Select(type => $"{type.Key} {type.Value}").Order(StringComparer.Ordinal)
            .ShouldBe(["AllCaps text", "NoOp policy", "SimpleJudge judge", "SqlProtection block"]);
    }

    [Theory]
    [MemberData(nameof(Types))]
    [Trait("Spec", "000-05a")]
    [Trait("Spec", "000-45")]
    public void Every_example_must_fit_its_schema_and_make_a_policy(string name)
    {
        var type = PolicyCatalog.BuiltIn.Find(name)!;
        SchemaCheck.Of(HoconDocument.Parse(type.Example.GetRawText()).Root, (JsonObject)type.Schema).ShouldBeEmpty();
        SchemaCheck.Of(HoconDocument.Parse($$"""{ "policies": [ { "policy": "{{name}}", "config": {{type.Example.GetRawText()}} } ] }""").Root, PolicyFileSchema.Of(PolicyCatalog.BuiltIn)).ShouldBeEmpty();
        type.Create(type.Example, PolicyCatalog.BuiltIn).ShouldBeOfType<PolicyCreation.Created>();
    }

    [Fact]
    [Trait("Spec", "000-45")]
    public void The_schema_must_use_only_what_is_checked() =>
        KeywordsOf(PolicyFileSchema.Of(PolicyCatalog.BuiltIn)).Distinct().Except(SchemaCheck.Keywords).ShouldBeEmpty();

    [Fact]
    [Trait("Spec", "000-45")]
    public void The_published_schemas_must_be_the_ones_of_the_code()
    {
        MustBe("policy-config", PolicyFileSchema.Of(PolicyCatalog.BuiltIn));
        MustBe("policy-list", ListSchema());
    }

    [Fact]
    [Trait("Spec", "000-45")]
    public async Task The_gateway_must_hand_out_the_schema_of_a_policy_file()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var response = await gateway.AdminAsync(PolicyAdmin.Path + "schema");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/schema+json");
        JsonNode.DeepEquals(JsonNode.Parse(await response.Content.ReadAsStringAsync()), Published("policy-config")).ShouldBeTrue();
    }

    // Whoever changes a policy's settings finds the new schema beside this assembly, to be copied to docs/policies.
    static void MustBe(string name, JsonObject schema)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{name}.schema.json");
        File.WriteAllText(path, schema.ToJsonString(Readable) + "\n");
        (Text(name) == File.ReadAllText(path)).ShouldBeTrue($"Copy {path} to docs/policies.");
    }

    static JsonObject ListSchema()
    {
        var schema = (JsonObject)PolicyJson.Strict.PolicyListView.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true });
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "The answer of GET /admin/policy/list");
        return schema;
    }

    static JsonObject Published(string name) => (JsonObject)JsonNode.Parse(Text(name))!;

    static string Text(string name) => House.Read($"docs/policies/{name}.schema.json");

    // Below these are names, not keywords.
    internal static IEnumerable<string> KeywordsOf(JsonNode? node) => node switch
    {
        JsonObject schema => schema.SelectMany(member => member.Key is "properties" or "$defs"
            ? ((JsonObject)member.Value!).SelectMany(one => KeywordsOf(one.Value)).Prepend(member.Key)
            : member.Key is "enum" or "required" or "default" or "const" ? [member.Key] : KeywordsOf(member.Value).Prepend(member.Key)),
        JsonArray list => list.SelectMany(KeywordsOf),
        _ => [],
    };
}
