using LuthienProxy.Host.Tests.OpenApi;

namespace LuthienProxy.Host.Tests.Inspection;

/// <summary><c>/api/system/info</c> and <c>/api/system/manifest</c>: this process, and what it can be asked for.</summary>
public sealed class ProcessPathsSpec : GatewaySpec
{
    [Fact]
    public async Task The_process_must_be_told_as_it_is()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        var info = await gateway.ReadAsync("/api/system/info");
        (info.GetProperty("process_id").GetInt32(), info.GetProperty("is_stopping").GetBoolean(), info.GetProperty("data_directory").GetString()).ShouldBe((Environment.ProcessId, false, gateway.Folder));
        info.GetProperty("uptime_ms").GetDouble().ShouldBeGreaterThan(0);
        info.GetProperty("socket").GetString().ShouldBe(Path.Combine(gateway.Folder, "pbm.sock"));
        info.GetProperty("listens").EnumerateArray().Select(address => address.GetString()).ShouldContain(gateway.Address.ToString().TrimEnd('/'));
        info.GetProperty("working_set_bytes").GetInt64().ShouldBeGreaterThan(1 << 20);
    }

    [Fact]
    public async Task The_manifest_must_name_every_operation_of_the_document()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        var manifest = await gateway.ReadAsync("/api/system/manifest");
        manifest.GetProperty("operations").EnumerateArray().Select(operation => $"{operation.GetProperty("id").GetString()} {operation.GetProperty("method").GetString()} {operation.GetProperty("path").GetString()} {operation.GetProperty("is_change").GetBoolean()}").Order()
            .ShouldBe(Documented.Committed.Operations.Where(operation => operation.Method != "HEAD").Select(operation => $"{operation.Id} {operation.Method} {operation.Path} {operation.Json.ContainsKey("x-luthien-change")}").Order());
        manifest.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
    }
}
