using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LuthienProxy.Simulator.Tests;

/// <summary>An HTTP client that hides nothing: what came over the wire, write by write, and how the connection ended.</summary>
static class RawSocket
{
    public enum End
    {
        Fin,
        Reset,
    }

    public sealed record Seen(byte[] Bytes, End End)
    {
        public string Text => Encoding.Latin1.GetString(Bytes);
    }

    /// <summary>Asks with <c>connection: close</c> and reads until the other side is done.</summary>
    public static async Task<Seen> AskAsync(Uri address, SimulatorApi api, bool stream, string model)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        var body = await Asking.Request(api, stream, model).Content!.ReadAsStringAsync();
        await socket.SendAsync(Encoding.UTF8.GetBytes(
            $"POST {Asking.PathOf(api)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await ReadAsync(socket, limit.Token);
    }

    static async Task<Seen> ReadAsync(Socket socket, CancellationToken limit)
    {
        var seen = new MemoryStream();
        var buffer = new byte[64 << 10];
        try
        {
            for (var n = 1; n > 0;)
            {
                n = await socket.ReceiveAsync(buffer, limit);
                seen.Write(buffer, 0, n);
            }

            return new Seen(seen.ToArray(), End.Fin);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset)
        {
            return new Seen(seen.ToArray(), End.Reset);
        }
    }
}
