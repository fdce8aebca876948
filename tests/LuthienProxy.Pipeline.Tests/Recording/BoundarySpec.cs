using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Recording;

/// <summary>What crosses from a call to the journal: immutable contracts, no credential, no framework object, and the request once.</summary>
[Trait("Spec", "002-06")]
public sealed class BoundarySpec : GatewayHarness
{
    const string Secret = "sk-ant-REDACTED";

    [Fact]
    public void Everything_in_a_batch_must_be_a_value_or_an_immutable_record_of_the_contract()
    {
        var seen = new HashSet<Type>();
        Reach(typeof(JournalBatch), seen);
        typeof(JournalEvent).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(JournalEvent))).ToList().ForEach(type => Reach(type, seen));
        seen.Where(type => !IsContract(type) && !IsPlain(type)).ShouldBeEmpty();
        seen.Where(IsContract).SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public)).Where(IsMutable).Select(property => $"{property.DeclaringType}.{property.Name}").ShouldBeEmpty();
    }

    [Fact]
    public async Task No_credential_must_reach_the_journal()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("hi"));
        using var client = new TestClient();
        var call = CallOf(client, format: AnthropicFormat.Instance);

        var record = await RecordAsync(call with
        {
            PathAndQuery = $"/v1/messages?key={Secret}",
            Headers = [.. call.Headers, new("x-goog-api-key", Secret), new("x-codex-turn-metadata", $"{{\"token\":\"{Secret}\"}}")],
            Targets = [call.Targets[0] with { Credential = new Credential("x-api-key", Secret) }],
        });

        (await Upstream.NextCallAsync()).ShouldNotBeNull();
        string.Concat(record.Select(entry => Shown(entry.Event))).ShouldNotContain(Secret);
    }

    [Fact]
    public async Task The_request_must_cross_once_and_by_reference()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(200));
        using var client = new TestClient();
        var call = CallOf(client);

        var record = await RecordAsync(call);

        record.The<RequestReceived>().Body.ShouldBeOfType<Payload.Whole>().Bytes.ShouldBe(call.Body!.Value);
        record.The<RequestForwarded>().Body.ShouldBeNull();
        // All that crosses besides: the answer once, and some kilobytes of heads and figures.
        record.LiteralBytes().ShouldBe(0);
    }

    static void Reach(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || !IsContract(type))
            return;
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.Name != "EqualityContract"))
            foreach (var part in Parts(property.PropertyType))
                Reach(part, seen);
        foreach (var nested in type.GetNestedTypes().Where(nested => nested.IsAssignableTo(type)))
            Reach(nested, seen);
    }

    static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? [.. type.GetGenericArguments().SelectMany(Parts), type.GetGenericTypeDefinition()] : [type];

    static bool IsContract(Type type) => type.Assembly == typeof(JournalEvent).Assembly || type == typeof(JournalBatch) || type == typeof(AdministrativeChange);

    static bool IsPlain(Type type) =>
        type.IsPrimitive || type.IsEnum || new[]
        {
            typeof(string), typeof(Guid), typeof(DateTimeOffset), typeof(TimeSpan), typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableSortedDictionary<,>), typeof(ReadOnlyMemory<>),
        }.Contains(type);

    static bool IsMutable(PropertyInfo property) =>
        property.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    static string Shown(JournalEvent happened) => happened switch
    {
        RequestReceived received => string.Join('\n', received.Headers) + Text(received.Body),
        UpstreamResponded responded => string.Join('\n', responded.Headers),
        OriginalSegment segment => Text(segment.Bytes),
        _ => happened.ToString(),
    };

    static string Text(Payload? payload) => payload is Payload.Whole whole ? Encoding.UTF8.GetString(whole.Bytes.Span) : "";
}
