import { render } from 'preact';

function Page() {
  return (
    <main>
      <h1>Sign</h1>
    </main>
  );
}

const app = document.getElementById('app');
if (app) render(<Page />, app);
