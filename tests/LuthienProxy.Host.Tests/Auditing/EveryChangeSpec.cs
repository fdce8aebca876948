using System.Text.Json;
using LuthienProxy.Host.Tests.OpenApi;

namespace LuthienProxy.Host.Tests.Auditing;

/// <summary>The law of the audit: what is no reading is described as a change, and every change leaves exactly one record.</summary>
public sealed class EveryChangeSpec(EveryRouteHouse house) : IClassFixture<EveryRouteHouse>
{
    /// <summary>What is sent, and leaves everything as it is: a look at a definition, and two at what policies would do.</summary>
    static readonly string[] Questions = ["replayCalls", "tryPolicy", "validatePolicy"];

    static readonly string[] Roots = ["/admin/", "/api/", "/debug/"];

    static readonly Documented Document = Documented.Committed;

    /// <summary>Whose record is read when the gateway has started again: ShutdownSpec.</summary>
    const string Last = "shutDown";

    public static TheoryData<string> Changes => new(Document.Operations.Where(operation => operation.Json.ContainsKey("x-luthien-change")).Select(operation => operation.Id).Where(id => id != Last));

    [Fact]
    public void What_is_sent_to_the_admin_API_must_be_described_as_a_change_and_what_is_read_must_not()
    {
        var asked = Document.Operations.Where(operation => Roots.Any(root => operation.Path.StartsWith(root, StringComparison.Ordinal))).ToList();
        asked.Where(operation => operation.Json.ContainsKey("x-luthien-change")).Select(operation => operation.Id).Order()
            .ShouldBe(asked.Where(operation => operation.Method is not ("GET" or "HEAD")).Select(operation => operation.Id).Except(Questions).Order());
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_must_leave_exactly_one_record(string id)
    {
        var method = new HttpMethod(Document.Operation(id).Method);
        using var request = await SuccessfulRequests.OfAsync(id, method, house);
        request.Headers.TryAddWithoutValidation("X-Luthien-Actor", $"the test of {id}");
        var before = await RecordsAsync(id);
        using (var response = await house.Gateway.AskAsync(request))
            response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        var added = (await RecordsAsync(id))[..^before.Count];
        added.Select(record => (record.GetProperty("actor").GetString(), record.GetProperty("outcome").GetString())).ShouldBe([($"admin (the test of {id})", "done")]);
    }

    async Task<List<JsonElement>> RecordsAsync(string action) => [.. (await house.Gateway.ReadAsync($"/api/system/changes?action={action}&limit=200")).GetProperty("changes").EnumerateArray()];
}
