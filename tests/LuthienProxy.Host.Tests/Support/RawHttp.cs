using System.Net.Sockets;
using System.Text;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>HTTP/1.1 by hand: what is sent is exactly what is written here, what is read is every byte that came.</summary>
public static class RawHttp
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends the lines of a head (with <c>host</c> and <c>connection: close</c> added where they are missing) and a body; reads to the end.</summary>
    public static async Task<string> AskAsync(Uri address, string requestLine, string[] headers, string body = "")
    {
        var isUpgrade = headers.Any(header => header.StartsWith("connection", StringComparison.OrdinalIgnoreCase));
        var lines = new List<string> { requestLine, "host: gateway.test" };
        lines.AddRange(isUpgrade ? [] : ["connection: close"]);
        lines.AddRange(body.Length > 0 ? [$"content-length: {Encoding.UTF8.GetByteCount(body)}"] : []);
        lines.AddRange(headers);
        using var socket = await ConnectAsync(address);
        await socket.SendAsync(Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n" + body));
        return await ReadHeadAndBodyAsync(socket);
    }

    public static async Task<Socket> ConnectAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        return socket;
    }

    /// <summary>Reads one whole reply that says its length.</summary>
    public static async Task<string> ReadHeadAndBodyAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Patience);
        var seen = new List<byte>();
        var buffer = new byte[16 * 1024];
        while (!IsWhole(Encoding.UTF8.GetString([.. seen])))
        {
            var count = await socket.ReceiveAsync(buffer, limit.Token);
            if (count == 0)
                break;
            seen.AddRange(buffer.AsSpan(0, count));
        }
        return Encoding.UTF8.GetString([.. seen]);
    }

    static bool IsWhole(string reply)
    {
        var end = reply.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        var length = reply[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase));
        return length is not null && Encoding.UTF8.GetByteCount(reply[(end + 4)..]) >= int.Parse(length["content-length:".Length..]);
    }
}
