using System.Net;

namespace LuthienProxy.Benchmarks.Compare.Servers;

/// <summary>nginx as issue 2 measures it: nothing buffered, upstream connections kept, no access log, a worker for each of two cores.</summary>
static class NginxConfiguration
{
    public static string Text(int port, IPEndPoint upstream, string folder) =>
        $$"""
        daemon off;
        worker_processes 2;
        worker_rlimit_nofile 20000;
        pid {{folder}}/nginx.pid;
        error_log stderr crit;
        events {
            worker_connections 20000;
        }
        http {
            access_log off;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            keepalive_requests 10000000;
            upstream provider {
                server {{upstream}};
                keepalive 10000;
                keepalive_requests 10000000;
            }
            server {
                listen 127.0.0.1:{{port}} backlog=4096;
                location / {
                    proxy_pass http://provider;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_buffering off;
                }
            }
        }
        """;
}
