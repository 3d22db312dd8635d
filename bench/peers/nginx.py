"""nginx as a peer: one worker that serves files, set up as its documentation advises for speed (README.md names the pages)."""

import contextlib
import os
import pathlib
import socket

import programs

CONFIGURATION = """\
{user}worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log stderr crit;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_timeout 300s;
  keepalive_requests 1000000000;
  open_file_cache max=1000 inactive=300s;
  open_file_cache_valid 300s;
  open_file_cache_min_uses 1;
  types {{ application/json json; }}
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} backlog=1024;
    root {folder}/files;
  }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(folder, core, log):
    """Serves folder/files; gives (URL, the master's pid)."""
    port = free_port()
    configuration = pathlib.Path(folder, "nginx.conf")
    user = "user root;\n" if os.getuid() == 0 else ""
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port, user=user))
    program = ["/usr/sbin/nginx", "-p", folder, "-e", "stderr", "-c", configuration]
    with programs.running(program, core=core, log=log) as server:
        yield f"http://127.0.0.1:{port}", server.pid
